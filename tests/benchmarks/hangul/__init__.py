"""What a person reads in tables of the two formats of Hangul."""
