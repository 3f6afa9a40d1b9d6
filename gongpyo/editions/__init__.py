"""Two editions of a plan side by side."""
