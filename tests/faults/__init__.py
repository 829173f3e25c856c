"""Faults on purpose: strange bytes and sudden deaths, on real servers."""
