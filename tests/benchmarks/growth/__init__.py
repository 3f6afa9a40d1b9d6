"""Documents with more and more of one thing."""
