"""The folder of a plan: written whole or not at all, and read back."""
