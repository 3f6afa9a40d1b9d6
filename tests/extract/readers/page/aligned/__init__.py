"""Tests of tables that stand in line only."""
