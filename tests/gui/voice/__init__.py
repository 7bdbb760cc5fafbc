"""Reading aloud and recording."""
