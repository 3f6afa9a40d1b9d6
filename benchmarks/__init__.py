"""Measurements of the whole tool on real documents, which anyone who has the documents can rerun."""
