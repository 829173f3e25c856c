"""The days of a match: set when it begins, when it ends, and for those that are older than the days.

Deliberately not here: what happens on those days (`checkins`, `reviews`, `matches`).
"""

from chassis.work import Work
from matching.domain import programmes
from matching.domain.accompaniment import after, next_checkin
from matching.tables import Match, Need


def begin(work: Work, match: Match, need: Need) -> None:
    """From today it runs."""
    programme = programmes.named(str(need.programme))
    asked = programme.matching
    match.started_on = work.today
    match.meet_by = after(work.today, asked.answer_days)
    match.checkin_on = next_checkin(asked.check_in_days, work.today, work.today)
    match.support_on = after(work.today, asked.support_every_days)
    match.review_on = after(work.today, asked.review_every_days)


def catch_up(work: Work, match: Match, need: Need) -> None:
    """A match that began before its days were kept gets them; nobody is asked for what is long over."""
    begin(work, match, need)
    match.started_on = match.started_at.date()
    days = programmes.named(str(need.programme)).matching.check_in_days
    match.meet_by, match.checkin_on = None, next_checkin(days, match.started_on, work.today)


def part(work: Work, match: Match, need: Need) -> None:
    """From today it no longer runs, and a good goodbye begins."""
    match.goodbye_by = after(work.today, programmes.named(str(need.programme)).goodbye.within_days)
