"""The published tables: their columns and their rows."""
