"""What the readers of zips share: the guards in front of them, and their XML as light trees."""
