"""Decks that nobody should have to open, with the exact problems that they must get."""
