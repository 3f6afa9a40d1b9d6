"""Plans on the portals of others."""
