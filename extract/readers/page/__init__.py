"""A page of characters and rules, whichever engine saw it, as blocks."""
