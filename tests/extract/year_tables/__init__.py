"""Tests of year tables: found, and their heads read."""
