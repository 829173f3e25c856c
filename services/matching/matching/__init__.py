"""Volunteers are vetted and matched with the needs of families; see the README beside this package."""
