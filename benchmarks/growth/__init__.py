"""What a document costs that has more of one thing: nothing may grow faster than its input."""
