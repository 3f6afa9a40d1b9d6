"""The tree of headings: the chart, the chapters, and what a plan says of itself."""
