"""The parts of a programme by theme, each a frozen dataclass whose fields say what may stand there.

Deliberately not here: what the parts make together (`shape.Programme`), and whether they agree (`agreement`).
"""
