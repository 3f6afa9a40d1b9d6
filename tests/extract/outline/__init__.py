"""Tests of headings, chapters and what a plan says of itself."""
