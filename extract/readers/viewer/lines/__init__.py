"""Where the lines of a flattened text began: headings, bullets, captions, forms."""
