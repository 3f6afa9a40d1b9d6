"""Tests of documents with a password."""
