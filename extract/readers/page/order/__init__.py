"""In which order what stands on a page is read: from the top, and within columns where blocks stand side by side."""
