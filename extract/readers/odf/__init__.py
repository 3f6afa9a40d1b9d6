"""What the readers of OpenDocument files share: the package, styles, and texts."""
