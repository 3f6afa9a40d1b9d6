"""The two engines that read lines of print, and what must be installed for them."""
