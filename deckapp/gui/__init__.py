"""The window. Everything here needs Qt; nothing outside this package does."""
