"""Tests of benchmarks/fuzz."""
