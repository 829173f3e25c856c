"""The rules of reporting, pure: what is counted in which unit, and what the public may see of it."""
