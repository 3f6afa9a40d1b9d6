"""What a person has decided, kept as data."""
