"""Compound files, in which Hangul and locked Office documents keep their streams."""
