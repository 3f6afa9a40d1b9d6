"""Tests of benchmarks/seen_pages."""
