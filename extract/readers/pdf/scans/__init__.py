"""Pages of a PDF that are pictures: their print is recognised, and they are shown beside it."""
