"""Reading aloud and recording, with the extra `voice`; knows no deck, and any screen may use it."""
