"""Documents of one year table in the two formats of Hangul, with what a person reads in them."""
