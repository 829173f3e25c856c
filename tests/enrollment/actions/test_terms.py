"""A programme is run by the terms that were put in force, whatever a newer release carries."""

from contracts.programmes import digest_of, load, text_of
from enrollment import actions, queries
from enrollment.actions.terms import all_terms, terms_of
from tests.enrollment.make import AMAL, JONAS, PROGRAMME, SARA
from tests.enrollment.story import KARIN, Story
from tests.enrollment.terms import CHILD_SAYS_FROM, RELEASED, older, reworded, run_by

GROWN = reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"))


def asked(story: Story) -> set[object]:
    return {gap["person"] for gap in story.seen()["missing"] if gap["code"] == "wish_missing"}


def test_what_is_put_in_force_is_kept_word_for_word(story: Story) -> None:  # S0-03
    with story.rehearsal.work() as work:
        row = queries.in_force(work.session, PROGRAMME)
        assert row is not None
        assert (row.terms, row.digest) == (text_of(PROGRAMME), digest_of(text_of(PROGRAMME)))


def test_a_newer_release_asks_nobody_else_until_it_is_put_in_force(story: Story) -> None:  # S0-03
    run_by(story, GROWN)
    story.enrol()
    assert SARA not in asked(story)
    run_by(story, text_of(PROGRAMME))
    assert SARA in asked(story)


def test_a_programme_is_shown_by_the_terms_in_force_and_says_what_the_release_carries(story: Story) -> None:
    run_by(story, GROWN)
    with story.rehearsal.work() as work:
        shown = actions.programme(work.session, PROGRAMME)
    assert (shown["version"], shown["version_in_force"], shown["version_carried"]) == ("1.0.9", "1.0.9", "1.3.0")
    assert shown["child_says_from"] == 12


def test_what_was_put_in_force_before_texts_were_kept_reads_as_the_release_has_it(story: Story) -> None:
    run_by(story, None)
    with story.rehearsal.work() as work:
        assert terms_of(work.session, PROGRAMME) == load()[PROGRAMME]


def test_what_was_put_in_force_before_matching_was_said_is_still_run(story: Story) -> None:  # S0-03
    run_by(story, older(RELEASED))
    story.join()
    with story.rehearsal.work() as work:
        terms = terms_of(work.session, PROGRAMME)
    assert (terms.version, terms.matching) == ("1.2.0", load()[PROGRAMME].matching)
    found = story.do(actions.dry_run, PROGRAMME, None, by=("organisation_admin", KARIN))
    said_since = ("meetings.", "rhythms.", "courses.")
    assert [change.path for change in found["changes"] if not change.path.startswith(said_since)] == ["version"]


def test_a_programme_that_was_never_put_in_force_reads_as_the_release_has_it(story: Story) -> None:
    run_by(story, GROWN)
    with story.rehearsal.work() as work:
        read = all_terms(work.session)
    assert {code: programme.version for code, programme in read.items() if code != PROGRAMME} == {
        code: programme.version for code, programme in load().items() if code != PROGRAMME
    }


def test_events_say_the_version_in_force(story: Story) -> None:
    run_by(story, GROWN)
    story.join()
    (joined,) = story.told("family.joined.v1")
    assert joined.programmeversion == "1.0.9"


def test_what_was_taken_back_before_it_was_asked_for_puts_nobody_out(story: Story) -> None:
    """A family that once took back a free consent is asked for it by the version that must have it, and stays."""
    start = RELEASED.index("  messages:\n")
    free = RELEASED[start : RELEASED.index("  evaluation:\n", start)]
    required = (free, free.replace("required_to_join: {value: false", "required_to_join: {value: true"))
    story.join()
    story.do(actions.withdraw, story.consent(AMAL, "messages"))
    run_by(story, reworded(required))
    story.consent(JONAS, "one_to_one")
    assert story.seen()["left_on"] is None
    assert {gap["purpose"] for gap in story.seen()["missing"]} == {"messages"}
    mine, _ = story.consent(AMAL, "messages"), story.consent(JONAS, "messages")
    assert story.seen()["missing"] == []
    assert story.do(actions.withdraw, mine)["left_because"] == "consent_withdrawn"
