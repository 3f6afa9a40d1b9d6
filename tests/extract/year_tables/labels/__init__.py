"""Tables whose rows say when or in which state their values are."""
