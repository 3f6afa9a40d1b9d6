"""Where the documents of a batch come from: files, archives, lists and addresses."""
