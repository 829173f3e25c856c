"""How fast events travel and how much memory a house takes: measured, printed, kept in bench.json, never asserted."""
