"""File -> Document: what each format prints, and where."""
