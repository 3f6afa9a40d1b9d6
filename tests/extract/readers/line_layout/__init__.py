"""Tests of the pages that the formats of Hangul store as heights of lines."""
