"""Whether a programme has a kind of meeting for an occasion. The kinds themselves are the programme's."""

from collections.abc import Mapping

from contracts.programmes import Programme
from contracts.programmes.shape import MeetingKind
from contracts.refusals import Refused


def programme_named(code: str | None, programmes: Mapping[str, Programme]) -> Programme:
    """The programme with this code.

    Raises:
        Refused: `unknown_programme`.
    """
    programme = programmes.get(code or "")
    if programme is None:
        raise Refused("unknown_programme", programme=code or "?")
    return programme


def kind_for(occasion: str, kind: str, programme: Programme) -> MeetingKind:
    """The programme's kind of meeting called `kind`.

    Raises:
        Refused: `unknown_kind`, or `kind_for_another_occasion` with the kinds there are.
    """
    if kind not in programme.meetings:
        raise Refused("unknown_kind", field="kind", kind=kind)
    found = programme.meetings[kind]
    if found.occasion != occasion:
        fitting = (name for name, other in programme.meetings.items() if other.occasion == occasion)
        raise Refused("kind_for_another_occasion", field="kind", kind=kind, kinds=", ".join(fitting))
    return found


def needed(kind: MeetingKind) -> list[str]:
    """Who must come to such a meeting and what is to be arranged for it, each once."""
    return list(dict.fromkeys((*kind.must_come, *kind.arranged)))
