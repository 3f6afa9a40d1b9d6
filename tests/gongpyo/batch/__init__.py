"""Tests of many documents in one store."""
