"""Tests of the house itself: its order, its documents, its fixtures."""
