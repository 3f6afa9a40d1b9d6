"""The generators of the data dictionary and of the map, beside the documents themselves."""
