"""The reader of PDF, its guards, and the second reading that confirms it."""
