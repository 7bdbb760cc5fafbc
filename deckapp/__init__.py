"""deckapp: talking-points cards for diplomatic meetings, on screen and in the pocket."""

__version__ = "0.1.0"
