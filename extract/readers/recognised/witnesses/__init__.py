"""What speaks for a reading beside the engines: sums of its table, the years beside it, a list of names."""
