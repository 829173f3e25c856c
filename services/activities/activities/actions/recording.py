"""Putting attendance on its sheet: what is said is judged, set, and told once for each real change.

Walk-ins are put down and never booked: they have been there, and no rule about the time ahead can undo that. Two things
are said about it instead: that a volunteer walked in whose vetting did not hold where children are, which a coordinator
is asked to look after (`absences`), and that somebody was written down at two places at once. Deliberately not here:
whose word is the newest (`attendance`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from activities.actions import rows
from activities.actions.reaching import insist, of_programme
from activities.domain import attendance, course, kinds, local, vetting
from activities.domain.attendance import Mark, Said, Written
from activities.domain.people import FAMILY, Participant, Role
from activities.queries import attendance as kept
from activities.tables import Meeting, Sheet, Volunteer
from activities.tables import Participant as ParticipantRow
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused


def known_walk_ins(work: Work, walk_ins: Iterable[Participant]) -> set[Participant]:
    """Those who may be named, held; of a family that takes part no longer nothing more is kept. # S0-17"""
    named = set(walk_ins)
    known = kept.known(work.session, {one.person for one in named})
    left = kept.left(work.session, {one.person for one in named if one.role in FAMILY})
    may_be = {one for one in named if one.person in known and not (one.role in FAMILY and one.person in left)}
    rows.hold(work.session, people=[one.person for one in may_be])
    return may_be


def insist_on_another(work: Work, meeting: Meeting) -> None:
    """Insist that nobody records their own joint meeting or match; an activity is for many, so that anybody may.

    Raises:
        Refused: `not_about_oneself`.
    """
    if meeting.activity_id is None:
        people = [Participant(person=one.person, role=one.role) for one in meeting.participants]
        insist(attendance.objections_to_recorder(work.caller.subject, people))


def judged(meeting: Meeting, said: Said, known: Collection[Participant]) -> Said:
    """What is said, sorted out by who was expected; of those who walked in only who is `known` is named.

    Raises:
        Refused: the first thing that speaks against it.
    """
    insist(course.objections_to_attendance(meeting.state))
    programme = kinds.programme_named(meeting.programme, load())
    kind = programme.meetings.get(meeting.kind)
    if kind is not None and not kind.attendance:
        insist(attendance.objections_to_count(said, kind=meeting.kind, drop_in=kind.drop_in))
        return said
    expected = {one.person for one in meeting.participants if not one.walk_in}
    sorted_out = attendance.sorted_out(said, expected)
    insist(attendance.objections(sorted_out, expected=expected))
    insist(attendance.objections_to_strangers(sorted_out, known))
    return sorted_out


def new_sheet(work: Work, meeting: Meeting) -> Sheet:
    """A sheet on which nothing stands yet."""
    sheet = Sheet(meeting_id=meeting.id, unknown_walk_ins=0, counted=None)
    work.session.add(sheet)
    return sheet


def put_down(work: Work, meeting: Meeting, sheet: Sheet, said: Said, written: Written) -> bool:
    """Put what was judged on the sheet of the meeting, and say whether anything is known now that was not before."""
    before = content(meeting, sheet)
    sheet.recorded_at, sheet.key, sheet.recorded_by = written.at, written.key, work.caller.subject
    sheet.unknown_walk_ins, sheet.counted = said.unknown_walk_ins, said.number
    _walk_in(meeting, said.walk_ins)
    _mark(meeting, attendance.marks(said))
    meeting.state = course.State.HELD.value
    changed = content(meeting, sheet) != before
    if changed:
        # Perhaps only participants changed; it is a new version of the meeting all the same.
        flag_modified(meeting, "state")
    return changed


def tell(work: Work, meeting: Meeting, sheet: Sheet) -> None:
    """Tell the others that the meeting was held, and who is counted."""
    work.emit("meeting.held.v1", meeting.id, _held(work, meeting, sheet), **of_programme(meeting))


def unvetted(work: Work, meeting: Meeting) -> list[UUID]:
    """The volunteers who walked in where children are and whose vetting did not hold that day. # S4-21"""
    programme = load().get(meeting.programme)
    kind = programme.meetings.get(meeting.kind) if programme else None
    there = {one.role for one in meeting.participants if one.came}
    if Role.CHILD not in there and kind is not None and Role.CHILD not in kind.roles:
        return []
    walked_in = [one.person for one in meeting.participants if one.walk_in and one.role == Role.VOLUNTEER]
    return [person for person in walked_in if any(_unvetted(work, meeting, person))]


def warnings(work: Work, meeting: Meeting) -> Iterator[Refused]:
    """What does not fit with what was put down, and yet happened."""
    for person in unvetted(work, meeting)[:1]:
        yield from _unvetted(work, meeting, person)
    walked_in = [one.person for one in meeting.participants if one.walk_in]
    if walked_in and (other := kept.elsewhere(work.session, meeting, walked_in)):
        yield Refused("double_booked", field="walk_ins", meeting=str(other))


def _unvetted(work: Work, meeting: Meeting, person: UUID) -> Iterator[Refused]:
    row = work.session.get(Volunteer, person) or Volunteer()
    known = vetting.Vetted(approved_at=row.approved_at, valid_until=row.valid_until, left_at=row.left_at)
    return vetting.objections(known, local.local_day(meeting.starts_at))


def _walk_in(meeting: Meeting, walk_ins: tuple[Participant, ...]) -> None:
    """Let those and only those who walked in stand among the participants as such."""
    named = {one.person: one.role for one in walk_ins}
    for row in [row for row in meeting.participants if row.walk_in and row.person not in named]:
        meeting.participants.remove(row)
    there = {row.person: row for row in meeting.participants}
    for person, role in sorted(named.items()):
        if person in there:
            there[person].role = role
        else:
            meeting.participants.append(ParticipantRow(person=person, role=role, walk_in=True))


def _mark(meeting: Meeting, marks: Mapping[UUID, Mark]) -> None:
    for one in meeting.participants:
        mark = marks.get(one.person)
        one.came, one.excused = (mark.came, mark.excused) if mark else (None, False)


def content(meeting: Meeting, sheet: Sheet) -> tuple[Any, ...]:
    """Everything that is known of who came, so that two of these can be compared."""
    known = [one for one in meeting.participants if one.came is not None]
    people = sorted((one.person, one.role, one.came, bool(one.excused), bool(one.walk_in)) for one in known)
    return (meeting.state, sheet.unknown_walk_ins, sheet.counted, *people)


def _held(work: Work, meeting: Meeting, sheet: Sheet) -> Mapping[str, Any]:
    came = [one for one in meeting.participants if one.came]
    return {
        "kind": meeting.kind,
        "family": meeting.family,
        "match": meeting.match_id,
        "activity": meeting.activity_id,
        "came": len(came) + sheet.unknown_walk_ins + (sheet.counted or 0),
        "absent": sum(one.came is False for one in meeting.participants),
        "excused": sum(bool(one.excused) for one in meeting.participants),
        "walk_ins": sum(bool(one.walk_in) for one in came) + sheet.unknown_walk_ins,
        "families": _families(work, meeting, [one.person for one in came if one.role in FAMILY]),
        "volunteers_came": [one.person for one in came if one.role == Role.VOLUNTEER],
    }


def _families(work: Work, meeting: Meeting, people: list[UUID]) -> int:
    """How many families these are of: of a request or match it is one, in an activity those who signed up as one."""
    if meeting.activity_id is None:
        return 1 if people else 0
    return len(set(kept.families(work.session, meeting.activity_id, people).values()))
