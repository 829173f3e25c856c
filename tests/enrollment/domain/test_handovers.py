"""The note of a bridge is read outside only as it was approved, and only while a consent lets it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from enrollment.domain.consents import Consent, holds
from enrollment.domain.handovers import Note, approved_by, is_approved, readers, waiting_for
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, SARA, TODAY, consent, family
from tests.enrollment.moves import CLUB, moving

ASKED = frozenset({AMAL, JONAS, SARA})
PROGRAMME = moving()


def note(edition: int = 1, approvals: frozenset[tuple[UUID, int]] = frozenset(), *, withdrawn: bool = False) -> Note:
    return Note(person=SARA, transition=CLUB, edition=edition, approvals=approvals, withdrawn=withdrawn)


def test_approving_one_edition_is_not_approving_the_next() -> None:
    first = frozenset((person, 1) for person in ASKED)
    assert is_approved(PROGRAMME, family(), note(1, first), TODAY)
    assert waiting_for(PROGRAMME, family(), note(2, first), TODAY) == (AMAL, JONAS, SARA)
    assert approved_by(note(2, first | {(SARA, 2)})) == {SARA}


def test_our_own_organisation_is_no_receiver() -> None:
    ours = [consent(person, "cooperation", OURS) for person in (AMAL, JONAS)]
    approved = note(1, frozenset((person, 1) for person in ASKED))
    assert readers(PROGRAMME, family(consents=ours), approved, TODAY) == frozenset()


@dataclass
class Said:
    """Everything that has been said so far about one note."""

    on: date = TODAY
    edition: int = 1
    withdrawn: bool = False
    approvals: frozenset[tuple[UUID, int]] = frozenset()
    consents: list[Consent] = field(default_factory=list)

    def do(self, step: str, person: UUID, receiver: str, purpose: str) -> None:
        if step == "grant":
            given = consent(person, purpose, receiver, granted_on=self.on)
            self.consents.append(replace(given, id=UUID(int=len(self.consents) + 1)))
        elif step == "withdraw":
            self.consents = [self.ended(each) if each.person == person else each for each in self.consents]
        elif step == "approve":
            self.approvals |= {(person, self.edition)}
        elif step == "edit":
            self.edition += 1
        elif step == "close":
            self.withdrawn = True
        else:
            self.on += timedelta(days=1)

    def ended(self, given: Consent) -> Consent:
        return given if given.withdrawn_on else replace(given, withdrawn_on=self.on)

    def lets(self, receiver: str) -> bool:
        """Worked out by hand: everybody asked has approved these words, and both guardians consent to this receiver."""
        guardians = {
            each.person
            for each in self.consents
            if each.purpose == "cooperation" and each.receiver == receiver and holds(each, self.on)
        }
        approved = {(person, self.edition) for person in ASKED} <= self.approvals
        return approved and {AMAL, JONAS} <= guardians and not self.withdrawn


steps = st.tuples(
    st.sampled_from(["grant", "grant", "grant", "approve", "approve", "approve", "withdraw", "edit", "close", "wait"]),
    st.sampled_from([AMAL, JONAS, SARA]),
    st.sampled_from([PARTNER, PARTNER, PARTNER, "another"]),
    st.sampled_from(["cooperation", "cooperation", "evaluation"]),
)


@settings(max_examples=400)
@given(st.lists(steps, max_size=25))
def test_no_organisation_reads_the_note_outside_a_live_consent_and_the_approved_words(
    told: list[tuple[str, UUID, str, str]],
) -> None:
    so_far = Said()
    for each in told:
        so_far.do(*each)
        known = note(so_far.edition, so_far.approvals, withdrawn=so_far.withdrawn)
        found = readers(PROGRAMME, family(consents=so_far.consents), known, so_far.on)
        assert found == {receiver for receiver in (PARTNER, "another") if so_far.lets(receiver)}


def test_a_consent_that_leaves_the_handover_out_opens_no_note() -> None:
    narrow = frozenset({"meetings"})
    given = [consent(person, "cooperation", PARTNER, categories=narrow) for person in (AMAL, JONAS)]
    approved = note(1, frozenset((person, 1) for person in ASKED))
    assert readers(PROGRAMME, family(consents=given), approved, TODAY) == frozenset()
