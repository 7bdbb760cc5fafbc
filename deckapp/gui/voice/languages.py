"""Languages by their tags: their names, which locales speak them, and something to say in them."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale

_SAMPLES = {
    "en": "This is how you will hear what they say.",
    "ru": "Так вы услышите то, что говорят они.",
}


def is_known(tag: str) -> bool:
    """Whether a BCP 47 tag names a language; Qt takes any other for its own locale, “C”."""
    return _locale(tag).language() is not QLocale.Language.C


def language_name(tag: str) -> str:
    """A language's name in English, with its region if the tag has one; else the tag itself."""
    locale = _locale(tag)
    if not is_known(tag):
        return tag
    name = QLocale.languageToString(locale.language())
    region = QLocale.territoryToString(locale.territory())
    parts = [part for part in tag.replace("_", "-").split("-")[1:] if len(part) == 2]
    return f"{name} ({region})" if parts else name


def sample(tag: str) -> str:
    """A short text in a language: a sentence, or the language's own name for itself."""
    own = _locale(tag).nativeLanguageName() if is_known(tag) else ""
    return _SAMPLES.get(tag.replace("_", "-").partition("-")[0].lower(), own)


def speaking(tag: str, locales: Iterable[QLocale]) -> list[QLocale]:
    """The locales that speak a language, those of its region first."""
    wanted = _locale(tag)
    if not is_known(tag):
        return []
    same = [each for each in locales if each.language() is wanted.language()]
    return sorted(same, key=lambda each: (each.territory() is not wanted.territory(), each.name()))


def _locale(tag: str) -> QLocale:
    return QLocale(tag.replace("-", "_"))
