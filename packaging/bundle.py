"""What goes into a bundle on every system: the PyInstaller specs share it.

A spec is run by PyInstaller in the environment that it packs, with this folder on `sys.path`.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib.metadata import distribution
from os.path import normpath
from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

from deckapp.components import distribution_names

Entry = tuple[str, str, str]
"""Where a file goes in the bundle, where it comes from, and what it is to PyInstaller."""

ENTRY = Path(__file__).parent / "entry.py"

_STYLES = ("Regular", "SemiBold", "Bold", "Italic")
_DATA = {
    "deckapp": ["**/*"],
    "fontpkg_fira_sans_condensed": [f"**/*-{style}.ttf" for style in _STYLES],
    "hunspell": ["dictionaries/*"],
    "spylls": ["hunspell/data/ru/*"],
}
"""Files that packages read, as patterns."""

_EXCLUDED = (
    # What packages can use where it is there, and deckapp has no need of.
    *("tkinter", "unittest", "pydoc", "doctest", "lib2to3", "curses", "readline", "pip"),
    *("setuptools", "numpy", "fontTools", "IPython", "jinja2", "cairo", "matplotlib"),
    *("asyncio", "multiprocessing", "xmlrpc", "ftplib", "_pydecimal"),
    *("PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "PIL._webp", "PIL.AvifImagePlugin"),
    *("PIL.ImageCms", "PIL._imagingcms", "PIL._imagingmath", "PIL._imagingmorph"),
    *("lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.builder", "lxml.sax"),
    *("PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick"),
    "PySide6.QtOpenGL",
    # deckapp opens no connection; without these two, OpenSSL stays out.
    *("ssl", "_ssl", "_hashlib"),
    # Encodings of East Asia from before Unicode: decks are UTF-8, and Qt knows the clipboard's.
    *(f"_codecs_{name}" for name in ("cn", "hk", "iso2022", "jp", "kr", "tw")),
    "_multibytecodec",
)

_NEEDLESS = (
    # Qt's plugins for what deckapp does not do: network, QML, databases, foreign picture formats.
    *(
        f"*/plugins/{kind}/*"
        for kind in (
            *("designer", "egldeviceintegrations", "generic", "networkinformation", "qmltooling"),
            *("sqldrivers", "tls", "vectorimageformats", "wayland-graphics-integration-server"),
            # Widgets are drawn without OpenGL.
            *("wayland-graphics-integration-client", "xcbglintegrations"),
        )
    ),
    *(
        f"*/imageformats/*q{name}.*"
        for name in ("gif", "icns", "ico", "jpeg", "tga", "tiff", "wbmp", "webp")
    ),
    *(f"*/platforms/*q{name}.*" for name in ("eglfs", "linuxfb", "minimal", "minimalegl", "vnc")),
    # Desktops speak xdg-shell; these are for cars and for the shells of long ago.
    *(
        f"*/wayland-shell-integration/lib{name}.*"
        for name in ("ivi-shell", "qt-shell", "fullscreen-shell-v1", "wl-shell-plugin")
    ),
    "*Qt6WlShellIntegration.*",
    *("*/platforms/*qvkkhrdisplay.*", "*virtualkeyboard*", "*/platformthemes/libqgtk3.so"),
    # ... and the libraries that only those need. (QtPdf needs QtNetwork.)
    *(
        f"*Qt6{part}.*"
        for part in ("Qml", "QmlMeta", "QmlModels", "QmlWorkerScript", "Quick", "Sql")
    ),
    *("*Qt6OpenGL.*", "*Qt6EglFS*", "*Qt6EglFs*", "*Qt6WaylandEgl*"),
    *("*QtNetwork.*", "*/opengl32sw.dll", "*.libs/libavif-*", "*.libs/libwebp*"),
    "*/translations/*",  # the window speaks English
    "*.dist-info/sboms/*",  # one tells of all that is in the bundle
    # What pip notes about an installation differs from one machine to the next.
    *(f"*.dist-info/{name}" for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")),
)


def analysis() -> dict[str, object]:
    """The arguments of PyInstaller's `Analysis`: all of deckapp, what it needs, whose it is."""
    data = [
        pair
        for package, patterns in _DATA.items()
        for pair in collect_data_files(package, includes=patterns)
    ]
    return {
        "scripts": [str(ENTRY)],
        "datas": [*data, *_metadata()],
        "hiddenimports": collect_submodules("deckapp"),
        "excludes": list(_EXCLUDED),
    }


def _metadata() -> Iterator[tuple[str, str]]:
    """The metadata of each distribution that ships, with its licence."""
    for name in distribution_names():
        for file in distribution(name).files or ():
            if file.parts[0].endswith(".dist-info"):
                yield str(file.locate()), str(Path(*file.parts[:-1]))


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """Entries without those that deckapp has no need of, and without links to such."""
    kept = [entry for entry in entries if not any(fnmatch(entry[0], each) for each in _NEEDLESS)]
    names = {name for name, _, _ in kept}
    return [
        entry
        for entry in kept
        if entry[2] != "SYMLINK" or normpath(Path(entry[0]).parent / entry[1]) in names
    ]
