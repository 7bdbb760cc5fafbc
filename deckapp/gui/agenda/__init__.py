"""The agenda at the left of the window: issues, cards, a filter."""
