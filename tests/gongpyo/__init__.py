"""Tests of the application, from the command line to the folder."""
