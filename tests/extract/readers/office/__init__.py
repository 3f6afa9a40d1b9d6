"""Workbooks and OpenDocument files."""
