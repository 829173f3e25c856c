"""Reporting: figures people can trust, counted from what the other services tell, once for each family, match, meeting.

Deliberately not here: anybody's name, and any figure that somebody typed in.
"""
