"""The doors of activities, a noun a file. Each translates and calls one action or query."""
