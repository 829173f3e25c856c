"""Vetting: what it asks, how long it holds, and what it blocks."""
