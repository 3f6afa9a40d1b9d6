"""Tests of the readers, with healthy and with damaged files."""
