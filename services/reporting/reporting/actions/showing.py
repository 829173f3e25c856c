"""Showing: what was counted, as figures with their units and as the page for everybody."""

from typing import Any

from chassis.work import Work
from contracts.refusals import Refused
from reporting import queries
from reporting.domain.figures import FIGURES
from reporting.page import render


def figures(work: Work, programme: str | None) -> dict[str, Any] | None:
    """The figures of a programme, or of all together."""
    if not work.caller.reaches(organisation=work.organisation):
        return None
    counts = queries.counts(work.session)
    if programme and programme not in counts:
        raise Refused("unknown_programme", field="programme", programme=programme)
    chosen = [counts[programme]] if programme else list(counts.values())
    return {
        "programme": programme,
        "figures": {
            name: {"value": sum(each.get(name, 0) for each in chosen), "unit": figure.unit}
            for name, figure in FIGURES.items()
        },
    }


def page(work: Work, language: str) -> str:
    """The page that everybody may see, with small counts hidden."""
    return render(queries.counts(work.session), language=language, below=work.settings["suppress_below"], now=work.now)
