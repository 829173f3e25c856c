"""Tests of matching: the rules alone, the actions, the doors, every order of arrival, and many at once."""
