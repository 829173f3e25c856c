"""Notifications: who is told what and when, in time, in their own language, and only as long as they wish it.

Deliberately not here: addresses. They are asked for at the moment of sending and forgotten right after.
"""
