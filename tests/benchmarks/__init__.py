"""Benchmarks: what deckapp costs beside a reference that was measured in the same run."""
