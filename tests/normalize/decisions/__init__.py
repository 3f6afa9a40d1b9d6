"""Tests of what a person has decided."""
