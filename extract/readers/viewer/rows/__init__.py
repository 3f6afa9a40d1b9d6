"""The rows of a flattened table: found below its head, given their cells, or refused with their words."""
