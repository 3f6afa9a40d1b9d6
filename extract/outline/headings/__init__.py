"""What makes a line a heading, or a part of a programme's pages, besides its mark."""
