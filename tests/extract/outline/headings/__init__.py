"""Tests of the headings of the tree."""
