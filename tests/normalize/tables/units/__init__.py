"""In which unit the rows of a year table are counted."""
