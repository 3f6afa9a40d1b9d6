"""Labels beside the years of a table: names, numbers and words in front of its values."""
