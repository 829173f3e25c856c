"""Questions: somebody is asked by matching or activities, and what makes a letter about it superfluous."""

from chassis.work import Work
from contracts.envelope import Event
from notifications.actions.memory import note_programme, row
from notifications.actions.reconciling import reconsider
from notifications.domain.questions import Asked, asked
from notifications.domain.words import VOLUNTEER
from notifications.queries import about_need, about_person, enquiries
from notifications.tables import Enquiry, Match, Need, Question, Volunteer


def ask(work: Work, event: Event) -> None:
    """People are asked or told something until a day."""
    question = asked(event.type, event.subject, event.data)
    _hold(work, event, question)
    enquiry = row(work, Enquiry, event.subject)
    note_programme(enquiry, event)
    enquiry.family, enquiry.match = event.data.get("family"), event.data.get("match")
    enquiry.need = event.data.get("need")
    _note(work, event, question)
    reconsider(work, [enquiry.id])


def settle(work: Work, event: Event) -> None:
    """Everybody has said yes to a proposal: nobody is asked about it any more."""
    enquiry = row(work, Enquiry, event.data["proposal"])
    note_programme(enquiry, event)
    enquiry.family, enquiry.need = event.data["family"], event.data["need"]
    enquiry.settled_at = event.time
    reconsider(work, [enquiry.id])


def note_answer(work: Work, event: Event) -> None:
    """One side has said how the match goes."""
    match, answered_at = row(work, Match, event.subject), f"{event.data['by']}_answered_at"
    note_programme(match, event)
    setattr(match, answered_at, max(getattr(match, answered_at) or event.time, event.time))
    reconsider(work, enquiries(work.session, match.id))


def withdraw(work: Work, event: Event) -> None:
    """A family no longer asks for somebody: nobody is asked about a proposal for it."""
    need = row(work, Need, event.subject)
    need.withdrawn_at = max(need.withdrawn_at or event.time, event.time)
    reconsider(work, about_need(work.session, need.id))


def leave(work: Work, event: Event) -> None:
    """A volunteer is no longer there to be asked."""
    volunteer = row(work, Volunteer, event.subject)
    volunteer.left_at = max(volunteer.left_at or event.time, event.time)
    reconsider(work, about_person(work.session, volunteer.id), [volunteer.id])


def _hold(work: Work, event: Event, question: Asked) -> None:
    """What ends the question waits for it, or is seen by it: the need, the match, and the volunteers who are asked."""
    if "need" in event.data:
        row(work, Need, event.data["need"])
    if "match" in event.data:
        note_programme(row(work, Match, event.data["match"]), event)
    for person in sorted(person for person, role in question.people.items() if role == VOLUNTEER):
        row(work, Volunteer, person)


def _note(work: Work, event: Event, question: Asked) -> None:
    for person, role in question.people.items():
        if work.session.get(Question, (event.subject, event.sequence, person)) is None:
            work.session.add(
                Question(
                    enquiry=event.subject,
                    sequence=event.sequence,
                    person=person,
                    role=role,
                    template=question.template,
                    until=question.until,
                    on=question.on,
                    slot=question.slot,
                    answer_by=question.answer_by,
                    said_at=event.time,
                    correlation_id=event.correlationid,
                )
            )
    work.session.flush()
