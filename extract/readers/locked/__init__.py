"""The password with which locked documents are read, and the ciphers that no library of ours undoes by itself."""
