"""Tables and lines that run on over a page, made whole."""
