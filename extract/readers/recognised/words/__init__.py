"""The words of a line by which of the two engines knows them, and the mark that it begins with."""
