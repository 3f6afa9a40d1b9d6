"""Tests of what lists of programmes say."""
