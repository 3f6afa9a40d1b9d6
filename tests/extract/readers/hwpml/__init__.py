"""Tests of the reader of HWPML."""
