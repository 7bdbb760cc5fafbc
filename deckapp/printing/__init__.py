"""Cards on paper: faces, layouts, PDF. No Qt, no settings; ReportLab loads when a PDF is made."""

from .errors import (
    EmptySelectionError,
    ExportCancelledError,
    ExportError,
    PreflightError,
    PrintError,
    UnknownNameError,
)
from .export import export_pdf, preflight
from .findings import Finding
from .fonts import FAMILY, Weight, font_file, font_files
from .layouts import LAYOUTS, Layout, layout_named
from .palette import ISSUE_COLOURS, issue_colour
from .report import CardReport, ExportReport
from .selection import Selection

__all__ = [
    "FAMILY",
    "ISSUE_COLOURS",
    "LAYOUTS",
    "CardReport",
    "EmptySelectionError",
    "ExportCancelledError",
    "ExportError",
    "ExportReport",
    "Finding",
    "Layout",
    "PreflightError",
    "PrintError",
    "Selection",
    "UnknownNameError",
    "Weight",
    "export_pdf",
    "font_file",
    "font_files",
    "issue_colour",
    "layout_named",
    "preflight",
]
