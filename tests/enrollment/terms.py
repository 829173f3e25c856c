"""A programme that was put in force before this release, in other words than the release has for it."""

from datetime import timedelta

from contracts.programmes import digest_of, read_kept, read_text, text_of
from enrollment import queries
from enrollment.actions import terms
from enrollment.tables import ProgrammeInForce
from tests.contracts import earlier
from tests.enrollment.make import PROGRAMME
from tests.enrollment.story import Story

RELEASED = text_of(PROGRAMME)
VERSION = "version: {value: 1.3.0"
CHILD_SAYS_FROM = "child_says_from: {value: 7"


def reworded(*changes: tuple[str, str], version: str = "1.0.9") -> str:
    """The programme of this release as another version, with each first string changed into the second."""
    text = RELEASED
    for old, new in ((VERSION, f"version: {{value: {version}"), *changes):
        assert old in text, old
        text = text.replace(old, new)
    read_text(PROGRAMME, text)
    return text


def older(text: str) -> str:
    """A text of this release as an earlier one could write it, with the version before it."""
    return earlier.older(text).replace(VERSION, "version: {value: 1.2.0")


def run_by(story: Story, text: str | None) -> None:
    """Let the programme be run by these terms, as if an earlier release had put them in force."""
    with story.rehearsal.work() as work:
        row = queries.in_force(work.session, PROGRAMME)
        assert row is not None
        work.session.delete(row)
        work.session.flush()
        version = read_kept(PROGRAMME, text).version if text else row.version
        digest = digest_of(text) if text else None
        before = work.now - timedelta(days=1)
        work.session.add(ProgrammeInForce(code=PROGRAMME, version=version, since=before, terms=text, digest=digest))
        terms.changed(work.session, PROGRAMME)
