"""The command line: everything that works without a display. Never imports Qt."""

from .running import run_command, say_no_display

__all__ = ["run_command", "say_no_display"]
