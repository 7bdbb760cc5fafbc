"""Keeping decks safe on disk."""
