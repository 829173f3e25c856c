"""What enrollment can be asked about its rows. Nothing is decided here, and nothing changed.

What is asked about needs stands in `needs`, about plans, bridges and mandates in `plans`, and about what comes before
and beside taking part in `entry`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, defaultload, joinedload

from enrollment.queries.plans import live_mandate as live_mandate
from enrollment.queries.plans import mandated_bodies as mandated_bodies
from enrollment.tables import (
    Consent,
    Contact,
    Facet,
    Family,
    FollowUp,
    Goodbye,
    Information,
    Match,
    Member,
    Need,
    Offer,
    Organisation,
    Partner,
    ProgrammeInForce,
)

_WITH_PEOPLE = (
    joinedload(Family.members),
    joinedload(Family.goodbye),
    defaultload(Family.needs).joinedload(Need.questions),  # if the needs are asked for at all
)


def family(session: Session, id: UUID) -> Family | None:
    """A family with its people, who are always asked for with it, and its goodbye."""
    return session.get(Family, id, options=_WITH_PEOPLE)


def in_force(session: Session, code: str) -> ProgrammeInForce | None:
    """The version of a programme that was put in force last."""
    newest = select(ProgrammeInForce).filter_by(code=code).order_by(ProgrammeInForce.since.desc())
    return session.scalars(newest.limit(1)).first()


def information_with(session: Session, code_digest: str) -> Information | None:
    """The information that came with a code."""
    return session.scalars(select(Information).filter_by(code_digest=code_digest)).one_or_none()


def open_contact(session: Session, person: UUID) -> Contact | None:
    """The latest request of a person who is not enrolled because of it yet."""
    asked = select(Contact).where(Contact.person == person, Contact.name.is_not(None))
    return session.scalars(asked.order_by(Contact.asked_at.desc()).limit(1)).first()


def families_of(session: Session, person: UUID) -> Sequence[Family]:
    """The families a person belongs to, the latest first."""
    theirs = select(Family).join(Family.members).where(Member.person == person, Member.gone_at.is_(None))
    return session.scalars(theirs.order_by(Family.registered_at.desc())).all()


def known_families(session: Session, ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these ids are families."""
    return set(session.scalars(select(Family.id).where(Family.id.in_(ids)))) if ids else ()


def known_offers(session: Session, ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these ids are offers."""
    return set(session.scalars(select(Offer.id).where(Offer.id.in_(ids)))) if ids else ()


def matches_of(session: Session, needs: Collection[UUID]) -> Sequence[Match]:
    """What has been heard of the matches of some needs."""
    return session.scalars(select(Match).where(Match.need.in_(needs))).all() if needs else ()


def lapsed_consents(session: Session, before: date) -> Sequence[Consent]:
    """Consents whose time was over before a day and that have not been ended."""
    over = select(Consent).where(Consent.expires_on < before, Consent.withdrawn_at.is_(None))
    return session.scalars(over.order_by(Consent.expires_on)).all()


def unanswered_contacts(session: Session, before: datetime) -> Sequence[Contact]:
    """Requests from before a moment that led to no family."""
    asked = select(Contact).outerjoin(Family).where(Family.id.is_(None), Contact.asked_at < before)
    return session.scalars(asked).all()


def finished_families(session: Session, *, left_before: datetime, silent_since: datetime) -> Sequence[Family]:
    """Families that left before a moment, and those that never joined and have not been heard of since another."""
    silent = Family.joined_at.is_(None) & (Family.changed_at < silent_since)
    return session.scalars(select(Family).where((Family.left_at < left_before) | silent)).all()


def families_to_let_go(session: Session, before: date) -> Sequence[Family]:
    """Families whose time for a goodbye was over before a day."""
    moved = select(Family).where(Family.must_end_by < before, Family.left_at.is_(None))
    return session.scalars(moved.order_by(Family.must_end_by)).all()


def goodbyes_to_say(session: Session, organisation: str, page: Any) -> Sequence[Goodbye]:
    """Goodbyes of an organisation that nothing has been noted of, one more than the page holds."""
    open_ones = select(Goodbye).where(Goodbye.organisation == organisation, Goodbye.noted_at.is_(None))
    if page.after:
        open_ones = open_ones.where(Goodbye.family_id > page.after)
    return session.scalars(open_ones.order_by(Goodbye.family_id).limit(page.limit + 1)).all()


def follow_ups_due(session: Session, organisation: str, today: date, page: Any) -> Sequence[FollowUp]:
    """Follow-ups of an organisation whose day has come and that are not over, one more than the page holds."""
    again = FollowUp.outcome.is_(None) | (FollowUp.outcome == "not_reached")
    due = select(FollowUp).where(FollowUp.organisation == organisation, FollowUp.due_on <= today, again)
    if page.after:
        due = due.where(FollowUp.id > page.after)
    return session.scalars(due.order_by(FollowUp.id).limit(page.limit + 1)).all()


def families_per_programme(session: Session) -> Mapping[tuple[str], int]:
    """How many families take part now."""
    now = select(Family.programme, func.count()).where(Family.joined_at.is_not(None), Family.left_at.is_(None))
    return {(programme,): number for programme, number in session.execute(now.group_by(Family.programme))}


def organisation(session: Session, slug: str) -> Organisation | None:
    """The organisation of the directory with this code, also one that has left."""
    return session.scalars(select(Organisation).filter_by(slug=slug)).one_or_none()


def organisations(session: Session, *, after: UUID | None, limit: int) -> Sequence[Organisation]:
    """Those in the directory now, by id."""
    now = select(Organisation).where(Organisation.left_on.is_(None)).order_by(Organisation.id).limit(limit)
    return session.scalars(now.where(Organisation.id > after) if after else now).all()


def partnerships(session: Session, **of: str) -> Sequence[Partner]:
    """The admissions that hold, of one `programme` or one `organisation`."""
    held = select(Partner).filter_by(**of).where(Partner.removed_at.is_(None))
    return session.scalars(held.order_by(Partner.programme, Partner.organisation)).all()


def consents_naming(session: Session, programme: str, receiver: str) -> Sequence[Consent]:
    """The consents of a programme's families that name one receiver and have not been ended."""
    named = select(Consent).join(Consent.family).where(Family.programme == programme, Consent.receiver == receiver)
    return session.scalars(named.where(Consent.withdrawn_at.is_(None)).order_by(Consent.granted_at)).all()


def offers_of(session: Session, slug: str) -> Sequence[Offer]:
    """What one organisation offers, unless it is closed."""
    return session.scalars(select(Offer).where(Offer.organisation == slug, Offer.status != "defunct")).all()


def offers(session: Session, wanted: Mapping[str, Any], on: date, *, after: UUID | None, limit: int) -> Sequence[Offer]:
    """The offers that can be found on a day and are what is wanted, by id."""
    found = select(Offer).where(*findable(on), *_wanted(wanted)).order_by(Offer.id).limit(limit)
    return session.scalars(found.where(Offer.id > after) if after else found).all()


def offers_that_fit(
    session: Session,
    *,
    municipality: str | None,
    ages: Collection[int],
    languages: Collection[str],
    topics: Collection[str],
    on: date,
) -> Sequence[Offer]:
    """What there is on a day for people of all these ages, in one of the languages, on one of the topics.

    What is not said does not matter. Offers for the place come before those for the whole country; 100 at most.
    """
    found = select(Offer).where(*findable(on), *_for_ages(min(ages, default=None), max(ages, default=None)))
    found = found.where(*_in(municipality), *_found_by("language", languages), *_found_by("topic", topics))
    return session.scalars(found.order_by(Offer.nationwide, Offer.id).limit(100)).all()


def page_of_offers(
    session: Session, wanted: Mapping[str, Any], on: date, *, page: int, per_page: int
) -> tuple[Sequence[Offer], int]:
    """A page of what is wanted, by id, and how many there are in all.

    Who asks what has changed since a moment also learns of what cannot be found any more.
    """
    since = wanted["changed_since"]
    asked = [*([Offer.changed_at >= since] if since else findable(on)), *_wanted(wanted), *_between(*wanted["between"])]
    asked += _found_by("topic", [wanted["term"]] if wanted["term"] is not None else [])
    total = session.scalar(select(func.count()).select_from(Offer).where(*asked)) or 0
    rows = select(Offer).where(*asked).order_by(Offer.id).limit(per_page).offset((page - 1) * per_page)
    return session.scalars(rows).all(), total


def page_of_organisations(session: Session, *, page: int, per_page: int) -> tuple[Sequence[Organisation], int]:
    """A page of those in the directory now, by id, and how many there are in all."""
    now = Organisation.left_on.is_(None)
    total = session.scalar(select(func.count()).select_from(Organisation).where(now)) or 0
    rows = select(Organisation).where(now).order_by(Organisation.id).limit(per_page).offset((page - 1) * per_page)
    return session.scalars(rows).all(), total


def organisations_called(session: Session, slugs: Collection[str]) -> Mapping[str, Organisation]:
    """Organisations by their codes, also those that have left."""
    named = select(Organisation).where(Organisation.slug.in_(slugs))
    return {row.slug: row for row in session.scalars(named)}


def findable(on: date) -> tuple[ColumnElement[bool], ...]:
    """What lets an offer be found on a day."""
    return Offer.status == "active", Offer.valid_from <= on, or_(Offer.valid_to.is_(None), Offer.valid_to >= on)


def _wanted(wanted: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    one = {name: [value] if (value := wanted.get(name)) is not None else [] for name in ("language", "topic")}
    return [
        *_for_ages(wanted.get("age"), wanted.get("age")),
        *_in(wanted.get("municipality")),
        *_in_area(wanted.get("area"), wanted.get("around", ())),
        *(condition for name, values in one.items() for condition in _found_by(name, values)),
        *([Offer.organisation == offering] if (offering := wanted.get("organisation")) is not None else []),
        *(Offer.words.contains(word, autoescape=True) for word in (wanted.get("q") or "").casefold().split()),
    ]


def _for_ages(youngest: int | None, oldest: int | None) -> list[ColumnElement[bool]]:
    from_ok = [] if youngest is None else [or_(Offer.ages_from.is_(None), Offer.ages_from <= youngest)]
    return from_ok + ([] if oldest is None else [or_(Offer.ages_to.is_(None), Offer.ages_to >= oldest)])


def _between(low: int | None, high: int | None) -> list[ColumnElement[bool]]:
    """For somebody of an age between the two."""
    to_ok = [] if low is None else [or_(Offer.ages_to.is_(None), Offer.ages_to >= low)]
    return to_ok + ([] if high is None else [or_(Offer.ages_from.is_(None), Offer.ages_from <= high)])


def _in(municipality: str | None) -> list[ColumnElement[bool]]:
    if municipality is None:
        return []
    return [or_(Offer.nationwide, _filed(("municipality", "around"), [municipality]))]


def _in_area(area: str | None, around: Collection[str]) -> list[ColumnElement[bool]]:
    return [or_(Offer.nationwide, _filed(["municipality"], around), _filed(["area"], [area]))] if area else []


def _found_by(kind: str, values: Collection[str]) -> list[ColumnElement[bool]]:
    return [_filed([kind], values)] if values else []


def _filed(kinds: Collection[str], values: Collection[str]) -> ColumnElement[bool]:
    return Offer.id.in_(select(Facet.offer_id).where(Facet.kind.in_(kinds), Facet.value.in_(values)))
