"""Guards of the house: what design and reviewers agreed on, held by tests.

Each guard is a pure function from sources to findings, in a module named after what it guards; its tests show that the
house has no finding and that the guard can fail.
"""
