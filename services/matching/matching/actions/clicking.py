"""One click: the link by which somebody answers how it goes, the page it leads to, and the answer.

Whoever holds the link may answer with it, once; it leads to a page without a name, and looking at the page answers
nothing. To stop takes a second click, which ends the match at once as any other wish to stop does.
"""

from uuid import UUID

from chassis.work import Work
from matching.actions.checkins import people
from matching.actions.holding import hold
from matching.actions.settling import let_go
from matching.actions.showing import Shown
from matching.domain import links, programmes
from matching.domain.accompaniment import after
from matching.domain.answers import Side
from matching.domain.endings import WITHOUT_A_WORD
from matching.page import ask_whether_sure, over, question, thanks
from matching.queries import checkins, matches
from matching.tables import AnswerLink, Checkin, Match, Need, Proposal

Page = tuple[int, str]
STOPS_AS = {"family": Side.GUARDIAN, "volunteer": Side.VOLUNTEER}


def make_link(work: Work, id: UUID, *, person: UUID) -> Shown | None:
    """An address for one of those who were asked; only a digest of it is kept. Nothing, once it is too late."""
    row = work.session.get(Checkin, id)
    if row is None or not work.caller.reaches(organisation=row.organisation):
        return None
    match = work.session.get_one(Match, row.match_id)
    proposal = work.session.get_one(Proposal, match.proposal_id)
    need = work.session.get_one(Need, proposal.need_id)
    if row.answer or match.ended_at or person not in people(proposal, need, row.side):
        return None
    code = links.as_typed(work.new_code(links.LETTERS))
    days = programmes.named(str(need.programme)).matching.answer_days
    link = AnswerLink(
        id=work.new_id(),
        checkin_id=row.id,
        person=person,
        digest=links.digest(code),
        expires_on=after(work.today, days),
        made_at=work.now,
    )
    work.session.add(link)
    return {"url": links.address(work.settings["public_url"], code), "expires_on": link.expires_on}


def look(work: Work, code: str, language: str) -> Page:
    """The question, or for whatever cannot be used one and the same page."""
    found = checkins.answerable(work.session, links.digest(code), work.today)
    return (200, question(language)) if found else (404, over(language))


def click(work: Work, code: str, language: str, *, answer: str, sure: str | None) -> Page:
    """Somebody says how it goes. The first wish to stop is answered with what it means."""
    found = checkins.answerable(work.session, links.digest(code), work.today)
    if found is None:
        return 404, over(language)
    if answer == "stop" and not sure:
        return 200, ask_whether_sure(language)
    link, row, match = found
    hold(work, Need, Need.id == matches.of_need(work.session, match.id))
    # Another click of the same person may have come first.
    if checkins.answerable(work.session, links.digest(code), work.today) is None:
        return 404, over(language)
    _answer(work, link, row, match, answer)
    return 200, thanks(language, answer)


def _answer(work: Work, link: AnswerLink, row: Checkin, match: Match, answer: str) -> None:
    row.answer, row.answered_on, row.answered_by = answer, work.today, link.person
    proposal = work.session.get_one(Proposal, match.proposal_id)
    need = work.session.get_one(Need, proposal.need_id)
    told = {"by": row.side, "answer": answer}
    work.emit("checkin.answered.v1", match.id, told, **programmes.label(str(need.programme)))
    if answer == "stop":
        let_go(work, proposal, WITHOUT_A_WORD[STOPS_AS[row.side]])
