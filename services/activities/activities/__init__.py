"""Meetings are arranged, moved, called off, held and counted; where people meet stays here."""
