"""Tests of pages as any engine sees them."""
