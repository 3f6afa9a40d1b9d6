"""Damaged copies of official documents, and what a reader makes of each: seeds, mutators and an oracle (README.md)."""
