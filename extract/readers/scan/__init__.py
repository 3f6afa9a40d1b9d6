"""Reads image files: each frame is a page whose print is recognised."""
