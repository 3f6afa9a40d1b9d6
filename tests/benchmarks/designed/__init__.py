"""Tests of benchmarks/designed."""
