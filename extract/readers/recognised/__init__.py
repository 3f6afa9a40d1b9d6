"""Recognises the print of pages that are pictures: what stands on them, and how far each number can be trusted."""
