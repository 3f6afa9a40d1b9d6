"""The generator of the data dictionary, beside the documents themselves."""
