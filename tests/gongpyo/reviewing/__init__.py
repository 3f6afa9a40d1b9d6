"""The page to look at a plan."""
