"""The guarded child process that reads documents within limits."""
