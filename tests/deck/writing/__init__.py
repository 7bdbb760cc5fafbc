"""Tests of deckapp.deck.writing."""
