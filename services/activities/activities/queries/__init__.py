"""What can be read, a noun a file. Nothing here decides or writes."""
