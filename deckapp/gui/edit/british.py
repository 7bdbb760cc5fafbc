"""British spellings as Americans write them, since only an American dictionary comes as a package.

The rules name stems wherever a rule for all words would let a common mistake pass.
"""

import re

_OUR = (
    "arm|behavi|cand|clam|col|demean|endeav|enam|fav|ferv|flav|glam|harb|hon|hum|lab|mis[cd]emean|"
    "neighb|od|parl|ranc|rig|rum|savi|sav|splend|tum|val|vap|vig"
)
_RE = r"cent|epicent|theat|met|\w*omet|fib|lit|calib|spect|somb|meag|lust"
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"\b((?:dis|re|un)?(?:{_OUR}))our", r"\1or"),
        (r"\bpractis", "practic"),
        (r"([a-z]{3})is(?=(?:e[drs]?|ers|ing|ations?|ational)$)", r"\1iz"),
        (r"([a-z]l)ys(?=(?:e[drs]?|ers|ing)$)", r"\1yz"),
        (r"\b((?:de|of)f|lic|pret)ence", r"\1ense"),
        (rf"\b({_RE})re(?=s?$)", r"\1er"),
        (rf"\b({_RE})re(?=d$)", r"\1ere"),
        (r"((?:[^aeiou][aeio]|i[ae]|ue))ll(?=(?:ed|ing|ers?|ors?)$)", r"\1l"),
        (r"\b(fulfi|enro|disti)l(?=(?:s|ments?)?$)", r"\1ll"),
        (r"\binstalment", "installment"),
        (r"\b(ski|wi)lful", r"\1llful"),
        (r"\bcatalogue(?=s?$)", "catalog"),
        (r"\bcatalogu(?=ed$|ing$)", "catalog"),
        (r"\bmarvell", "marvel"),
        (r"\bprogramme(?=s?$)", "program"),
        (r"\bmanoeuvr(?=ing|ab)", "maneuver"),
        (r"\bmanoeuvre", "maneuver"),
        (r"\b(acknowledg|judg)ement", r"\1ment"),
        (r"\b(a|ortho)?paed(?=i)", r"\1ped"),
        (r"\b(ag)eing$", r"\1ing"),
        (r"\bgrey", "gray"),
        (r"\bsceptic", "skeptic"),
        (r"\bcheque", "check"),
        (r"\bplough", "plow"),
        (r"\bmould", "mold"),
        (r"\btyre(?=s?$)", "tire"),
        (r"\baluminium", "aluminum"),
    )
)


def american(word: str) -> str:
    """A word in lower case as it is spelt in America; the same word where that is no different."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word, count=1)
    return word
