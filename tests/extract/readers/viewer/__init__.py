"""Tests of the text of a portal's viewer."""
