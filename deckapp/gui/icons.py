"""Icons: SVG files of resources/icons, drawn in the colour of the theme's ink."""

from PySide6.QtGui import QIcon, QImage, QPixmap

from deckapp.paths import resources

from .actions import ACTIONS
from .theme import Theme

_SIZE = 40


def app_icon() -> QIcon:
    """The icon of the window."""
    return QIcon(str(resources() / "icons" / "deckapp.svg"))


def action_icons(theme: Theme) -> dict[str, QIcon]:
    """An icon for each action that names one, by the action's id."""
    return {spec.id: _icon(spec.icon, theme.ink) for spec in ACTIONS if spec.icon}


def _icon(name: str, colour: str) -> QIcon:
    """One icon; files say `currentColor` where the theme's ink belongs."""
    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    scaled = drawing.replace("currentColor", colour).replace(
        'width="20" height="20"', f'width="{_SIZE}" height="{_SIZE}"'
    )
    image = QImage.fromData(scaled.encode())
    image.setDevicePixelRatio(_SIZE / 20)
    return QIcon(QPixmap.fromImage(image))
