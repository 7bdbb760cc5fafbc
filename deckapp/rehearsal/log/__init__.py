"""The review log: every answer ever graded, in an SQLite file in local app data."""
