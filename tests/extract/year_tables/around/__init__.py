"""Tests of what stands round a year table."""
