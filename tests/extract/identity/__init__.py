"""Tests of what the printed cells mean."""
