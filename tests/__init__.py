"""Tests of the whole house; each module is named for what it holds true."""
