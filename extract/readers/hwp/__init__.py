"""The reader of HWP 5: its compound file, its records, its text and tables."""
