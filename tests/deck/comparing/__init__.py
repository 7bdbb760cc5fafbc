"""Tests of deckapp.deck.comparing."""
