"""What a list of the programmes says that their headings do not."""
