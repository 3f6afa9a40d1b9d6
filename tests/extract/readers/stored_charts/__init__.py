"""Tests of the charts that the formats of Hangul store as objects."""
