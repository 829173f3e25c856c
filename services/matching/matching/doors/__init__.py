"""The doors of matching, one file a noun."""
