"""What speaks against people signing up for an activity, all of it at once, and whether there is room for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from activities.actions import places
from activities.domain import helping, signing_up
from activities.domain import places as counting
from activities.domain.people import Participant
from activities.domain.signing_up import Ahead, Doors, Home
from activities.domain.terms import Said, Terms, objections_to_consents, objections_to_roles
from activities.queries import sign_ups as kept
from activities.tables import Activity, Family, Meeting, SignUp
from chassis.work import Work
from contracts.refusals import Refused

People = Sequence[Participant]
UNITS = {
    "people": {"da": "personer", "en": "people"},
    "families": {"da": "familier", "en": "families"},
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Who would like to take part in what: a whole activity, or one meeting of it; `but` is their own sign-up."""

    activity: Activity
    people: People
    meeting: Meeting | None = None
    but: UUID | None = None

    @property
    def only(self) -> UUID | None:
        return self.meeting.id if self.meeting else None

    @property
    def persons(self) -> list[UUID]:
        return [one.person for one in self.people]

    @property
    def terms(self) -> Terms:
        return places.terms_of(self.activity, self.meeting.kind if self.meeting else None)


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The answer: `busy` are the meetings at whose time one of them has another, `left` the places that are free."""

    objections: tuple[Refused, ...]
    busy: tuple[Ahead, ...]
    coming: tuple[Ahead, ...]
    fits: bool
    left: int | None


def home_of(work: Work, family: UUID) -> Home:
    """What enrollment has told of a family, held so that it cannot leave meanwhile."""
    work.session.get(Family, family, with_for_update=True)
    return home_as_told(work.session, family)


def home_as_told(session: Session, family: UUID) -> Home:
    """What enrollment has told of a family."""
    row = session.get(Family, family) or Family(id=family)
    return Home(
        id=family,
        programme=row.programme,
        guardians=frozenset(UUID(guardian) for guardian in row.guardians or ()),
        joined_at=row.joined_at,
        left_at=row.left_at,
    )


def said_by(work: Work, family: UUID) -> list[Said]:
    """What the people of a family have consented to, with us as the one who may know."""
    rows = kept.consents(work.session, family)
    return [
        Said(person=row.person, purpose=row.purpose, granted=bool(row.granted), expires_on=row.expires_on)
        for row in rows
    ]


def weigh(work: Work, wanted: Wanted, home: Home) -> Weighed:
    """Everything that speaks against a family, or some of it, signing up."""
    terms, doors = wanted.terms, doors_of(work, wanted)
    coming = signing_up.in_time(doors, terms, work.now)
    busy = busy_at(work, wanted, terms, coming)
    party = counting.Party(id=home.id, size=counting.size(len(wanted.people), terms.unit), meeting=wanted.only)
    room = places.room(terms, doors.ahead)
    others = [row for row in kept.live(work.session, wanted.activity.id) if row.id != wanted.but]
    holding = places.parties(others, terms, *counting.HOLDING)
    against = (
        *signing_up.objections_to_doors(doors, terms, work.now),
        *_against_family(work, wanted, home, terms),
        *signing_up.objections_to_size(party.size, terms.capacity, UNITS[terms.unit]),
        *_against_twice(others, wanted, home.id),
        *signing_up.objections_to_time(busy),
    )
    return Weighed(
        objections=against,
        busy=busy,
        coming=coming,
        fits=room.fits(holding, party),
        left=room.left(holding, wanted.only),
    )


def doors_of(work: Work, wanted: Wanted) -> Doors:
    """Whether an activity takes anybody in."""
    activity = wanted.activity
    return Doors(
        state=activity.state,
        ended=activity.ended_at is not None,
        until=activity.sign_up_until,
        ahead=places.ahead(work, activity),
        had=kept.has_had_meetings(work.session, activity.id, work.now),
        only=wanted.only,
    )


def busy_at(work: Work, wanted: Wanted, terms: Terms, coming: Sequence[Ahead]) -> tuple[Ahead, ...]:
    """The meetings at whose time somebody, who would come to them in that role, has another one."""
    found: dict[UUID, Ahead] = {}
    for role in sorted({one.role for one in wanted.people}):
        theirs = helping.comes_to(role, terms, coming)
        if theirs:
            people = [one.person for one in wanted.people if one.role == role]
            between = (min(each.starts_at for each in theirs), max(each.ends_at for each in theirs))
            taken = kept.times_taken(work.session, people, between, but=wanted.activity.id)
            found |= {each.id: each for each in signing_up.busy_at(taken, theirs)}
    return tuple(each for each in coming if each.id in found)


def _against_family(work: Work, wanted: Wanted, home: Home, terms: Terms) -> Iterator[Refused]:
    activity = wanted.activity
    programme = places.programme_of(activity)
    yield from signing_up.objections_to_family(home, activity.programme, wanted.people)
    yield from signing_up.objections_to_children(wanted.people, kept.adults(work.session, wanted.persons))
    if home.takes_part_in(activity.programme):
        said = said_by(work, home.id)
        yield from objections_to_consents(said, programme, activity.organisation, work.today)
    yield from objections_to_roles([one.role for one in wanted.people], terms)


def _against_twice(others: Sequence[SignUp], wanted: Wanted, family: UUID) -> Iterator[Refused]:
    """Nobody is in it twice; a family that wants to be more changes the sign-up it has."""
    near = [row for row in others if _meet(row, wanted.only)]
    people = [one.person for row in near for one in row.people]
    families = [row.family for row in near if row.family and row.role == places.PARTICIPANT]
    yield from signing_up.objections_to_twice([*people, *families], [*wanted.persons, family])


def _meet(row: SignUp, only: UUID | None) -> bool:
    return row.meeting_id is None or only is None or row.meeting_id == only
