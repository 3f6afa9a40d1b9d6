"""The reader of OpenDocument spreadsheets."""
