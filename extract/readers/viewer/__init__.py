"""The reader of the text that a portal's viewer shows."""
