"""What is in the way of a pair, as codes and plain figures, and how that is said: with its source row and in words.

A run over a whole pool keeps codes and figures; what they mean is said here, wherever they come from. Deliberately not
here: the rules themselves (`rules`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from contracts.programmes import Programme, Words
from contracts.refusals import Because, Refused, catalogue
from matching.domain import words

Figure = str | int
#: What was proposed when it was worked out, and no longer holds when it is written down.
CHANGED_MEANWHILE = "changed_meanwhile"

#: Where a programme itself says the rule; the other codes have the catalogue's row.
_SAID_AT: Mapping[str, str] = {
    "kind_not_offered": "needs.{kind}.volunteers",
    "consent_not_live": "needs.{kind}.consent",
    "track_not_open": "tracks.{track}.after",
    "vetting_missing": "vetting.steps",
}


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """A rule says no: its code, its source row if it has one, and the facts behind it, plain and in words."""

    code: str
    row: str | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    because: Mapping[str, Because] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Why not, in `da` or `en`."""
        return catalogue()[self.code].text(language, self.because)

    def would_change(self, language: str) -> str:
        """What would change it, in `da` or `en`."""
        return catalogue()[self.code].remedy(language, self.because)

    def refused(self) -> Refused:
        """The same no to somebody who asks for this very pair."""
        return Refused(self.code, rule=self.row, field=None, **self.because)


def blocked(programme: Programme, kind: str, code: str, figures: Mapping[str, Figure]) -> Blocked:
    """A no to a need of this kind. Lists among the figures are codes with commas between them."""
    path = _SAID_AT.get(code, "").format(kind=kind, track=programme.needs[kind].track)
    row = programme.row_of(path) if path else catalogue()[code].row
    figures = {**_known_from(programme, kind, code), **figures}
    said = _said_of(programme)
    because: dict[str, Because] = {
        name: said[name](_codes(figure)) if name in said and isinstance(figure, str) else figure
        for name, figure in figures.items()
    }
    return Blocked(code=code, row=row, figures=figures, because=_with_steps(code, because))


def listed(codes: Iterable[str]) -> str:
    """Codes as one figure, always in the same order."""
    return ", ".join(sorted(codes))


def _known_from(programme: Programme, kind: str, code: str) -> Mapping[str, Figure]:
    """What the programme says about a no, for whoever knows no more than its code."""
    if code == "consent_not_live":
        return {"purpose": programme.needs[kind].consent}
    if code == "track_not_open":
        return {"tracks": listed(programme.tracks[programme.needs[kind].track].after)}
    return {}


def _codes(figure: str) -> list[str]:
    return figure.split(", ")


def _said_of(programme: Programme) -> Mapping[str, Callable[[Iterable[str]], words.Said]]:
    """How each figure that lists codes is said."""
    kinds = {code: kind.name for code, kind in programme.volunteer_kinds.items()}
    tracks = {code: track.name for code, track in programme.tracks.items()}
    consents = {code: consent.name for code, consent in programme.consents.items()}
    organisations: dict[str, Words] = {code: each.name for code, each in programme.organisations.items()}
    return {
        "slots": words.slots,
        "languages": words.languages,
        "steps": words.steps,
        "kinds": partial(words.of, kinds),
        "tracks": partial(words.of, tracks),
        "purpose": partial(words.of, consents),
        "organisation": partial(words.of, organisations),
    }


def _with_steps(code: str, because: dict[str, Because]) -> dict[str, Because]:
    """A run over a whole pool knows that something is missing, not what."""
    return {"steps": words.SOME_STEPS} | because if code == "vetting_missing" else because
