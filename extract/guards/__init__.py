"""Checks of a file's container before a library reads it."""
