"""The command line: everything that works without a display. Never imports Qt."""

from .running import command_parser, run_command, say_no_display

__all__ = ["command_parser", "run_command", "say_no_display"]
