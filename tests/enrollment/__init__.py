"""Tests of enrollment: the rules, the actions, the doors, and that the order of events does not matter."""
