"""What is seen in a cell of a page, told from its ground."""
