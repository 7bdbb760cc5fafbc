"""What deckapp is: versions, licences, where it keeps things, and a text for IT. Knows no deck."""
