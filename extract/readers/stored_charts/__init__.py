"""Charts that Hangul formats store as objects, with the numbers that they draw."""
