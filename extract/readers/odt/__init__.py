"""The reader of OpenDocument texts."""
