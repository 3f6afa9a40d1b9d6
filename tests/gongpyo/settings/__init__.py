"""The settings that people own."""
