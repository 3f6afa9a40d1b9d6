"""Tests of benchmarks/plans."""
