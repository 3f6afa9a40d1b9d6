"""What is said of a plan, in Korean and in English."""
