"""Importing from spreadsheets: reading, refusing, entering, giving back."""
