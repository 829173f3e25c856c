"""The public page: from counts to HTML, and nothing else. Needs no script and nothing from anywhere else."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from contracts import programmes
from reporting.domain.figures import FIGURES, Figure
from reporting.domain.suppression import shown
from reporting.domain.words import OTHER, WHEN, WORDS

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PAGES = Environment(
    loader=PackageLoader("reporting", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(counts: Mapping[str, Mapping[str, int]], *, language: str, below: int, now: datetime) -> str:
    """The page in `da` or `en`, with counts under `below` hidden."""
    words = WORDS[language]
    return PAGES.get_template("dashboard.html").render(
        language=language,
        other=OTHER[language],
        words=words,
        programmes=list(_programmes(counts, language, below)),
        suppressed=words["suppressed"].format(most=below - 1, below=below) if below > 1 else "",
        as_of=words["as_of"].format(when=now.astimezone(COPENHAGEN).strftime(WHEN[language])),
    )


def _programmes(counts: Mapping[str, Mapping[str, int]], language: str, below: int) -> Iterator[dict[str, Any]]:
    known = programmes.load()
    for code in sorted(counts.keys() & known.keys()):
        yield {
            "code": code,
            "name": getattr(known[code].name, language),
            "figures": [_figure(figure, counts[code][name], language, below) for name, figure in FIGURES.items()],
        }


def _figure(figure: Figure, count: int, language: str, below: int) -> dict[str, Any]:
    seen = shown(count, below=below)
    return {"label": figure.label(language), "text": seen.text(language), "hidden": seen.count is None}
