"""Groups that volunteers help in, such as a club: whether children are met there, and what an assignment comes to.

Everything here is worked out at a date from the ages a group has now, so that a group that takes in younger children,
or a parent who becomes a volunteer, is seen at once. # S4-21, S4-22
"""

from dataclasses import dataclass
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain import vetting
from matching.domain.facts import Volunteer
from matching.domain.programmes import organisations

STATES = ("ahead", "over", "blocked", "away", "helping")


@dataclass(frozen=True, kw_only=True)
class Group:
    """The ages of the children, both included; None where there are no children. `contact` is direct or regular."""

    youngest: int | None
    oldest: int | None
    contact: bool


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """The days on which somebody helps in a group, both included; `until` is None while nobody knows."""

    begins: date
    until: date | None

    def is_over(self, at: date) -> bool:
        """Whether the last day has passed."""
        return self.until is not None and self.until < at

    def meets(self, begins: date, until: date | None) -> bool:
        """Whether it shares a day with these."""
        return (until is None or self.begins <= until) and (self.until is None or begins <= self.until)


def check_ages(youngest: int | None, oldest: int | None) -> None:
    """A group says both ages, or neither where there are no children.

    Raises:
        Refused: `ages_half_said`, `ages_reversed`.
    """
    if (youngest is None) != (oldest is None):
        raise Refused("ages_half_said", field="oldest" if oldest is None else "youngest")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise Refused("ages_reversed", field="oldest")


def check_kind(programme: Programme, *, organisation: str, kind: str, area: str) -> None:
    """A group is one of the programme's tracks or offers, in one of its areas, of an organisation that takes part.

    Raises:
        Refused: `organisation_not_in_the_programme`, `not_in_the_programme`, `unknown_area`.
    """
    if organisation not in organisations(programme):
        raise Refused("organisation_not_in_the_programme", rule=programme.row_of("partners"), organisation=organisation)
    if kind not in programme.tracks and kind not in programme.offers:
        raise Refused("not_in_the_programme", field="kind", word=kind)
    if area not in programme.areas:
        raise Refused("unknown_area", field="area", area=area)


def meets_young(programme: Programme, group: Group) -> bool:
    """Whether helping there means direct or regular contact with children of the age that asks for a certificate."""
    return group.contact and group.youngest is not None and group.youngest < programme.vetting.children_under


def lacking(programme: Programme, group: Group, volunteer: Volunteer, at: date) -> tuple[str, ...]:
    """The steps of vetting that a volunteer lacks for this group; what is done elsewhere asks for nothing here."""
    return vetting.missing(programme, volunteer, at, young_child=meets_young(programme, group), kinds=())


def state(assignment: Assignment, volunteer: Volunteer, *, is_blocked: bool, at: date) -> str:
    """Where an assignment stands at a date: one of `STATES`. Only who is `helping` counts that day."""
    if assignment.is_over(at):
        return "over"
    if at < assignment.begins:
        return "ahead"
    if is_blocked:
        return "blocked"
    return "away" if volunteer.is_away(at) else "helping"
