"""The rules of notifications, pure: which messages a fact asks for, what they say, and when to try again."""
