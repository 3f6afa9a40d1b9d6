"""Many documents into one store: resumable, told apart by what they hold, shared out over machines."""
