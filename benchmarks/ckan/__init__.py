"""A CKAN site on this computer, and what publishing does to it."""
