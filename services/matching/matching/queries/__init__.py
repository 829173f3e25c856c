"""What is read, one file a noun. Everything answered is a plain mapping or a fact of the domain."""
