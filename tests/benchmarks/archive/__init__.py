"""Tests of benchmarks/archive."""
