"""Who deserves a thank-you, and to whom somebody should say hello. Staff read it; nothing happens by itself."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from chassis.work import Work
from matching.actions.knowing import volunteers_known
from matching.actions.showing import Shown, in_words
from matching.domain import programmes, slots, thanking
from matching.domain.quiet import Quiet, Seen, quiet
from matching.queries import thanks as queries
from matching.tables import Volunteer

AT_A_TIME = 500
MOST = 1_000


def thanks(work: Work, *, programme: str) -> Shown:
    """The occasions of the last days, the newest first."""
    rows = _ours(work, programme)
    matched, meetings = queries.matched(work.session), queries.meetings(work.session, programme)
    given = [
        thanking.Given(
            volunteer=row.id,
            since=slots.day_of(row.registered_at),
            first_match=slots.day_of(matched[row.id][0]) if row.id in matched else None,
            meetings=meetings[row.id],
        )
        for row in rows
    ]
    found = [occasion for each in given for occasion in thanking.thanks(each, work.today)]
    found.sort(key=lambda each: (-each.on.toordinal(), each.occasion, each.volunteer))
    return {
        "number": len(found),
        "thanks": [
            {"volunteer": each.volunteer, "occasion": each.occasion, "number": each.number, "on": each.on}
            | {"text": in_words(each.text)}
            for each in found[:MOST]
        ],
    }


def quiet_ones(work: Work, *, programme: str) -> Shown:
    """Those who may be matched and have taken part in nothing for a while, the longest first."""
    after_days = programmes.named(programme).matching.quiet_after_days
    noticed = (quiet(seen, today=work.today, after_days=after_days) for seen in _seen(work, programme))
    found = sorted(filter(None, noticed), key=lambda each: (each.since, each.volunteer))
    return {"number": len(found), "quiet": [_shown(each) for each in found[:MOST]]}


def _seen(work: Work, programme: str) -> Iterator[Seen]:
    session = work.session
    matched, meetings, asked = queries.matched(session), queries.meetings(session, programme), queries.asked(session)
    busy = queries.standing(session) | queries.expected(session, programme, work.today)
    busy |= queries.in_groups(session, work.today)
    rows = _ours(work, programme)
    for start in range(0, len(rows), AT_A_TIME):
        some = rows[start : start + AT_A_TIME]
        for row, known in zip(some, volunteers_known(work, some), strict=True):
            moments = [row.registered_at, *(each for each in matched.get(row.id, ()) if each)]
            yield Seen(
                volunteer=row.id,
                active_on=max([*map(slots.day_of, moments), *meetings[row.id][-1:]]),
                asked_on=_day(asked.get(row.id)),
                is_busy=row.id in busy,
                is_away=known.is_away(work.today),
            )


def _ours(work: Work, programme: str) -> Sequence[Volunteer]:
    found = queries.approved(work.session, work.caller.organisation, programmes.named(programme).code)
    return [row for row in found if row.id != work.caller.subject]  # nobody is told to thank themselves


def _day(moment: datetime | None) -> date | None:
    return slots.day_of(moment) if moment else None


def _shown(each: Quiet) -> Shown:
    told = {"volunteer": each.volunteer, "since": each.since, "days": each.days, "who": each.who}
    return told | {"suggestion": in_words(each.suggestion)}
