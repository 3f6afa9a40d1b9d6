"""Year tables: found, their heads read, and told apart by kind."""
