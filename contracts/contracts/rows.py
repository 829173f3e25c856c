"""The source rows a rule may cite, `S0-01` to `S4-24`: one for each thing the programme descriptions say.

Deliberately not here: what the rows say; that is the requirements' own text.
"""

from functools import cache
from importlib.resources import files


@cache
def rows() -> frozenset[str]:
    """Every id there is."""
    return frozenset(files("contracts").joinpath("data/rows.txt").read_text(encoding="utf-8").split())
