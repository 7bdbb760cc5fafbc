"""What `deckapp.printing` puts on paper."""
