"""What is wrong in the document, said with the cells involved; a person decides."""
