"""The page on which what is printed and what was read stand side by side."""
