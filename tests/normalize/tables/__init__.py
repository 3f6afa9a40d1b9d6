"""What the rows of a year table are taken for."""
