"""Tests of how a service runs: HTTP, events, storage, timers and operations."""
