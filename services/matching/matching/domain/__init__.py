"""The rules of matching, as pure functions over plain facts: nothing here reads a clock, a database or a request."""
