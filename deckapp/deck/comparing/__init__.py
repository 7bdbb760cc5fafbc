"""Comparing decks: the words of two texts, what differs between two decks, merging three."""
