"""Tests of the reviewer's pages."""
