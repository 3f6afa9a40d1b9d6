"""Tests of what is printed, and where."""
