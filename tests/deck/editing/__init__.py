"""Tests of deckapp.deck.editing."""
