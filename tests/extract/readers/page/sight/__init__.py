"""Tests of what is seen of a page: ink, grounds and icons."""
