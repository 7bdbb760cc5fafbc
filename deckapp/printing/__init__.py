"""Cards on paper: faces, layouts, PDF. No Qt, no settings; ReportLab loads when a PDF is made.

The window needs fonts and colours before its first card is painted; the rest is loaded when it is
first asked for.
"""

from typing import TYPE_CHECKING

from deckapp.deck.lazily import names_from

from .fonts import FAMILY, Weight, font_file, font_files
from .palette import ISSUE_COLOURS, issue_colour

if TYPE_CHECKING:
    from .calibration import calibration_sheet, measured_profile
    from .earlier import printed_in
    from .errors import (
        BadFileError,
        EarlierExportError,
        EmptySelectionError,
        ExportCancelledError,
        ExportError,
        FontError,
        OptionError,
        PreflightError,
        PrintError,
        UnknownNameError,
    )
    from .export import export_pdf, preflight, render_pdf
    from .findings import Finding
    from .layouts import Layout, find_layouts, layout_named, read_layout
    from .one_card import fit_card_of, one_face_a_page, render_card
    from .options import PAPERS, PrintOptions
    from .profiles import Profile, find_profiles, profile_named, profile_text, save_profile
    from .report import CardReport, ExportReport
    from .selection import Selection
    from .vocabulary import (
        DEFAULT_LAYOUT,
        Content,
        Density,
        Duplex,
        Faces,
        Fold,
        Marks,
        Side,
    )

_LATER = {
    "BadFileError": "errors",
    "CardReport": "report",
    "Content": "vocabulary",
    "DEFAULT_LAYOUT": "vocabulary",
    "Density": "vocabulary",
    "Duplex": "vocabulary",
    "EarlierExportError": "errors",
    "EmptySelectionError": "errors",
    "ExportCancelledError": "errors",
    "ExportError": "errors",
    "ExportReport": "report",
    "Faces": "vocabulary",
    "Finding": "findings",
    "Fold": "vocabulary",
    "FontError": "errors",
    "Layout": "layouts",
    "Marks": "vocabulary",
    "OptionError": "errors",
    "PAPERS": "options",
    "PreflightError": "errors",
    "PrintError": "errors",
    "PrintOptions": "options",
    "Profile": "profiles",
    "Selection": "selection",
    "Side": "vocabulary",
    "UnknownNameError": "errors",
    "calibration_sheet": "calibration",
    "export_pdf": "export",
    "find_layouts": "layouts",
    "find_profiles": "profiles",
    "fit_card_of": "one_card",
    "layout_named": "layouts",
    "measured_profile": "calibration",
    "one_face_a_page": "one_card",
    "preflight": "export",
    "printed_in": "earlier",
    "profile_named": "profiles",
    "profile_text": "profiles",
    "read_layout": "layouts",
    "render_card": "one_card",
    "render_pdf": "export",
    "save_profile": "profiles",
}
"""The module of each name that is loaded when it is first asked for."""

__all__ = [
    "DEFAULT_LAYOUT",
    "FAMILY",
    "ISSUE_COLOURS",
    "PAPERS",
    "BadFileError",
    "CardReport",
    "Content",
    "Density",
    "Duplex",
    "EarlierExportError",
    "EmptySelectionError",
    "ExportCancelledError",
    "ExportError",
    "ExportReport",
    "Faces",
    "Finding",
    "Fold",
    "FontError",
    "Layout",
    "Marks",
    "OptionError",
    "PreflightError",
    "PrintError",
    "PrintOptions",
    "Profile",
    "Selection",
    "Side",
    "UnknownNameError",
    "Weight",
    "calibration_sheet",
    "export_pdf",
    "find_layouts",
    "find_profiles",
    "fit_card_of",
    "font_file",
    "font_files",
    "issue_colour",
    "layout_named",
    "measured_profile",
    "one_face_a_page",
    "preflight",
    "printed_in",
    "profile_named",
    "profile_text",
    "read_layout",
    "render_card",
    "render_pdf",
    "save_profile",
]


__getattr__ = names_from(_LATER, globals())
