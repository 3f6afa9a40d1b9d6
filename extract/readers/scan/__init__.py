"""Reads pages that are pictures: what is recognised on them, and how far each number can be trusted."""
