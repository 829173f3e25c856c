"""Asking after people: one row for whoever has stayed away several times in a row, and for a volunteer unvetted.

The rows follow from the attendance that is known and from nothing else, in whatever order it became known: every change
draws them anew. Nobody is told but the coordinators, who say when they have talked. No event tells of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from activities.actions import recording
from activities.domain import absences
from activities.domain.absences import Run, Standing
from activities.domain.attendance import Mark
from activities.domain.people import FAMILY, Role
from activities.queries import attendance as kept
from activities.queries import follow_ups
from activities.queries.follow_ups import Stood
from activities.tables import FollowUp, Match, Meeting
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused

ABSENCES, UNVETTED = "absences", "unvetted_walk_in"
# Who works there is missed by colleagues, and by no row.
ASKED_AFTER = {*FAMILY, Role.VOLUNTEER}
TALKED_KEPT = timedelta(days=90)


def follow(work: Work, changed: Iterable[Meeting]) -> None:
    """Let the rows follow what has been recorded."""
    lines: dict[UUID, Meeting] = {}
    for meeting in changed:
        _follow_walk_ins(work, meeting)
        if line := meeting.activity_id or meeting.match_id:
            lines[line] = meeting
    for line in sorted(lines):
        _follow_line(work, line, lines[line])


def talk(work: Work, id: UUID, *, on: date) -> Mapping[str, Any]:
    """A coordinator has talked with them; only what is missed after that is a reason to ask again."""
    found = follow_ups.within_reach(work.session, work.caller, id)
    if found is None:
        raise Refused("not_found")
    row, meeting = found
    if row.talked_on:
        raise Refused("already_done")
    if on > work.today:
        raise Refused("talked_in_the_future", field="on")
    row.talked_on, row.talked_by = on, work.caller.subject
    work.session.flush()
    return follow_ups.as_follow_up(row, meeting)


def forget(work: Work) -> None:
    """Nothing is kept about a worry that is over."""
    follow_ups.forget(work.session, work.today - TALKED_KEPT)


def _follow_walk_ins(work: Work, meeting: Meeting) -> None:
    there, wanted = follow_ups.of_line(work.session, UNVETTED, meeting.id), recording.unvetted(work, meeting)
    run = Run(first=meeting.starts_at, last=meeting.starts_at, times=1)
    for person in set(there) - set(wanted):
        work.session.delete(there[person])
    for person in sorted(set(wanted) - set(there)):
        _open(_new(work, UNVETTED, meeting.id, person, None), meeting, run)


def _follow_line(work: Work, line: UUID, meeting: Meeting) -> None:
    programme = load().get(meeting.programme)
    if programme is None:
        return
    stood = [one for one in follow_ups.stood(work.session, line) if one.role in ASKED_AFTER]
    families = _families(work, line, stood)
    gone = follow_ups.gone(work.session, line, {one.person for one in stood})
    there = follow_ups.of_line(work.session, ABSENCES, line)
    by_subject = _by_subject(stood, families, gone)
    for subject in sorted(set(there) | set(by_subject)):
        row = there.get(subject)
        standing = _standing(by_subject.get(subject, []))
        talked_through = row.through if row and row.talked_on else None
        asked = absences.asked(standing, programme.activities.absences_in_a_row, talked_through)
        if asked is None and row:
            work.session.delete(row)
        elif asked and asked.open:
            family = subject if subject in families.values() else None
            _open(row or _new(work, ABSENCES, line, subject, family), meeting, asked.run)


def _by_subject(stood: list[Stood], families: Mapping[UUID, UUID], gone: set[UUID]) -> Mapping[UUID, list[Stood]]:
    """How everybody stood who still takes part, together with their family where it is known."""
    found: dict[UUID, list[Stood]] = defaultdict(list)
    for one in stood:
        if one.person not in gone:
            found[families.get(one.person, one.person)].append(one)
    return found


def _standing(stood: list[Stood]) -> list[tuple[datetime, Standing]]:
    """The same meeting by meeting, in their order."""
    marks: dict[UUID, list[Mark | None]] = defaultdict(list)
    starts_at = {one.meeting: one.starts_at for one in stood}
    for one in stood:
        marks[one.meeting].append(None if one.came is None else Mark(one.came, one.excused))
    return [(starts_at[meeting], absences.together(those)) for meeting, those in marks.items()]


def _families(work: Work, line: UUID, stood: list[Stood]) -> Mapping[UUID, UUID]:
    """Of which family whoever comes as one of a family is."""
    people = {one.person for one in stood if one.role in FAMILY}
    match = work.session.get(Match, line)
    if match is not None:
        return dict.fromkeys(people, match.family) if match.family else {}
    return kept.families(work.session, line, people)


def _new(work: Work, reason: str, line: UUID, subject: UUID, family: UUID | None) -> FollowUp:
    row = FollowUp(id=work.new_id(), reason=reason, line=line, subject=subject, family=family, opened_at=work.now)
    work.session.add(row)
    return row


def _open(row: FollowUp, meeting: Meeting, run: Run) -> None:
    row.organisation, row.programme, row.meeting_id = meeting.organisation, meeting.programme, meeting.id
    row.since, row.through, row.times = run.first, run.last, run.times
    row.talked_on = row.talked_by = None
