"""The reader of HWPX: its package, its sections."""
