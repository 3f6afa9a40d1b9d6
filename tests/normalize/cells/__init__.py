"""Tests of one printed cell."""
