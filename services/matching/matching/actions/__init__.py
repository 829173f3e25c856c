"""What happens, one file a noun: load, ask the domain, set rows, emit."""
