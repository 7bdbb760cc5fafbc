"""Edits as values, and their history: what turns one deck into another."""
