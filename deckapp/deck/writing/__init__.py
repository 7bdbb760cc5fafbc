"""From an edited deck back to the text of its file, changing only what changed."""
