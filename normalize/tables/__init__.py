"""The rows of a year table -> observations, every cell answered for."""
