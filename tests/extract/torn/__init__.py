"""Tests of tables that go on elsewhere."""
