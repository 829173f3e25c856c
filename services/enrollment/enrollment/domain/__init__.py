"""The rules of enrollment, one idea a file: plain values in, values and reasons out. Nothing here asks a clock."""
