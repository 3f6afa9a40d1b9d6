"""The records in which the stages meet: what is printed, where, and what it means."""
