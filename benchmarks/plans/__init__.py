"""Random official plans whose truth is known, and what gongpyo makes of them."""
