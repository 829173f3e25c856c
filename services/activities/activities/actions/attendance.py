"""Recording who came: at once by whoever looks at the meeting, or in bulk from devices that were offline.

Entries of devices may come in any order and any number of times; per meeting the one that was written down last stands,
and of two written down in the same moment the one with the greater key.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from activities.actions import absences, promises, recording
from activities.actions.reaching import insist, reach, unchanged
from activities.actions.saying import problem
from activities.domain import attendance
from activities.domain.attendance import Said, Written
from activities.domain.people import Participant
from activities.queries import attendance as kept
from activities.queries import meetings as meetings_kept
from activities.tables import Meeting, Recording, Sheet
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]
RECORDED, ALREADY, OLDER, REFUSED = "recorded", "already", "older_than_known", "refused"


def show(work: Work, meeting_id: UUID) -> Row:
    """The attendance of a meeting as it is known."""
    meeting = reach(work, meeting_id)
    return kept.as_sheet(meeting, work.session.get(Sheet, meeting.id))


def record(work: Work, meeting_id: UUID, version: int | None, **told: Any) -> Row:
    """Record who came and who did not, in place of what may have been recorded before.

    Raises:
        Refused: the first thing that speaks against it.
    """
    kept.hold_lines(work.session, [meeting_id])
    meeting = reach(work, meeting_id)
    unchanged(meeting, version)
    recording.insist_on_another(work, meeting)
    insist(attendance.objections_to_moment(work.now, starts_at=meeting.starts_at, now=work.now))
    said = _said(told)
    said = recording.judged(meeting, said, recording.known_walk_ins(work, said.walk_ins))
    known = work.session.get(Sheet, meeting.id)
    at = max(work.now, known.recorded_at) if known else work.now
    sheet = known or recording.new_sheet(work, meeting)
    if recording.put_down(work, meeting, sheet, said, Written(at, work.new_id())):
        work.session.flush()
        _tell(work, {meeting.id: meeting}, {meeting.id: sheet})
    return meetings_kept.as_meeting(meeting)


def record_all(work: Work, entries: Sequence[Mapping[str, Any]], *, language: str) -> Row:
    """Record what a device has collected, entry by entry; what speaks against one stops no other."""
    bulk = _Bulk(work, entries)
    answers = [bulk.answer(entry, language) for entry in entries]
    work.session.flush()
    _tell(work, bulk.changed(), bulk.sheets)
    return {"entries": [bulk.with_warnings(each, language) for each in answers]}


def forget_keys(work: Work) -> None:
    """Keys that are old enough are not needed: the moment of an entry says by itself that it is old."""
    kept.forget_recordings(work.session, work.now - attendance.KEYS_KEPT)


class _Bulk:
    """One delivery of a device, and the rows it is about, held until it is all done."""

    def __init__(self, work: Work, entries: Sequence[Mapping[str, Any]]) -> None:
        ids = {each["meeting_id"] for each in entries}
        kept.hold_lines(work.session, ids)
        self._work = work
        self._meetings = kept.held_rows(work.session, work.caller, ids)
        self._seen = kept.recordings(work.session, {each["key"] for each in entries})
        walk_ins = {Participant(**each) for entry in entries for each in entry["walk_ins"]}
        self._known = recording.known_walk_ins(work, walk_ins)
        self._warnings: dict[UUID, list[Refused]] = {}
        self.sheets = kept.sheets(work.session, self._meetings)
        self._before: dict[UUID, tuple[Any, ...]] = {}

    def answer(self, entry: Mapping[str, Any], language: str) -> Row:
        """What became of one entry."""
        try:
            return _answer(entry, self._take(entry))
        except Refused as no:
            return _answer(entry, REFUSED, problem=problem(no, language))

    def with_warnings(self, answer: Row, language: str) -> Row:
        """The same with what does not fit with the meeting as it is put down now."""
        if answer["outcome"] != RECORDED:
            return answer
        id = answer["meeting_id"]
        if id not in self._warnings:
            self._warnings[id] = list(recording.warnings(self._work, self._meetings[id]))
        return {**answer, "warnings": [problem(each, language) for each in self._warnings[id]]}

    def changed(self) -> dict[UUID, Meeting]:
        """The meetings of which something else is known now than before the delivery."""
        return {
            id: self._meetings[id]
            for id, before in self._before.items()
            if recording.content(self._meetings[id], self.sheets[id]) != before
        }

    def _take(self, entry: Mapping[str, Any]) -> str:
        meeting, written = self._meetings.get(entry["meeting_id"]), Written(entry["recorded_at"], entry["key"])
        if meeting is None:
            raise Refused("not_found", field="meeting_id")
        sheet, digest = self.sheets.get(meeting.id), _digest(entry)
        if self._is_known(entry["key"], digest, sheet):
            return ALREADY
        recording.insist_on_another(self._work, meeting)
        insist(attendance.objections_to_moment(written.at, starts_at=meeting.starts_at, now=self._work.now))
        said = recording.judged(meeting, _said(entry), self._known)
        self._remember(written.key, meeting, digest)
        if sheet and written < Written(sheet.recorded_at, sheet.key):
            return OLDER
        self._put_down(meeting, said, written)
        return RECORDED

    def _is_known(self, key: UUID, digest: str, sheet: Sheet | None) -> bool:
        if seen := self._seen.get(key):
            if seen.digest != digest:
                raise Refused("key_reused", field="key")
            return True
        return sheet is not None and sheet.key == key

    def _remember(self, key: UUID, meeting: Meeting, digest: str) -> None:
        row = Recording(key=key, meeting_id=meeting.id, digest=digest, received_at=self._work.now)
        self._work.session.add(row)
        self._seen[key] = row

    def _put_down(self, meeting: Meeting, said: Said, written: Written) -> None:
        sheet = self.sheets.get(meeting.id) or recording.new_sheet(self._work, meeting)
        self.sheets[meeting.id] = sheet
        self._before.setdefault(meeting.id, recording.content(meeting, sheet))
        recording.put_down(self._work, meeting, sheet, said, written)


def _tell(work: Work, changed: Mapping[UUID, Meeting], sheets: Mapping[UUID, Sheet]) -> None:
    """Tell each change once, ask after whoever it gives a reason to ask after, and settle what it keeps."""
    for id in sorted(changed):
        recording.tell(work, changed[id], sheets[id])
    absences.follow(work, list(changed.values()))
    promises.follow(work, changed.values())


def _said(told: Mapping[str, Any]) -> Said:
    lists = {name: frozenset(told[name]) for name in ("came", "absent", "excused")}
    walk_ins = tuple(Participant(**each) for each in told["walk_ins"])
    return Said(**lists, walk_ins=walk_ins, unknown_walk_ins=told["unknown_walk_ins"], number=told["number"])


def _digest(entry: Mapping[str, Any]) -> str:
    """What an entry says, whatever order it says it in; two that differ under one key are a mistake of the device."""
    said = {
        name: sorted(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in entry.items()
        if name not in ("key", "walk_ins")
    }
    walk_ins = sorted(f"{each['person']} {each['role']}" for each in entry["walk_ins"])
    return sha256(json.dumps([said, walk_ins], sort_keys=True).encode()).hexdigest()


def _answer(entry: Mapping[str, Any], outcome: str, **more: Any) -> Row:
    said = {"key": entry["key"], "meeting_id": entry["meeting_id"], "outcome": outcome}
    return {**said, "problem": None, "warnings": [], **more}
