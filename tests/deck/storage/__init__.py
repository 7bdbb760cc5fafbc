"""Tests of deckapp.deck.storage."""
