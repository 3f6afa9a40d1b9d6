"""How the heads of year tables are read."""
