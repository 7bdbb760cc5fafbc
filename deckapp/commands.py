"""The commands that there are."""

COMMANDS = {
    "check": "checking",
    "export": "exporting",
    "layouts": "layouts",
    "calibrate": "calibrating",
    "new": "checking",
    "set": "editing",
    "diff": "comparing",
    "restore": "restoring",
    "merge": "merging",
    "git-setup": "git_setup",
    "ready": "readiness",
    "agenda": "agenda",
    "log": "reviewing",
}
"""The module of each in deckapp.cli; it is loaded for that command, or for the list of all."""
