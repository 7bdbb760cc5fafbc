"""The Print screen: what the printer will do, seen before it does."""
