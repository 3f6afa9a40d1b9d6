"""Tables whose rows hold the years of their values, laid out as tables with their years across."""
