"""What stands round a table: the texts above and below it, and the title that it is published with."""
