"""Tests with damaged, hostile and killed runs, smaller than the benchmarks."""
