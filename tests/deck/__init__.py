"""Tests of deckapp.deck."""
