"""Runs over a whole pool, in a process of their own: rows become columns, columns become explained proposals.

The rules are the domain's (`matching.domain.rules`); here they are said once more for whole columns at a time, and
tests hold the two to the same answers. Deliberately not here: anything that writes, and anything that listens.
"""
