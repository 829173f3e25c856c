"""A small service on a real socket, in a process of its own: `python -m tests.chassis.web.served <settings>`."""

from chassis import green

green.patch()

import json  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402
from uuid import UUID  # noqa: E402

from eventlet.event import Event as Signal  # noqa: E402
from sqlalchemy import Integer, String, Uuid, select  # noqa: E402
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column  # noqa: E402

from chassis import runner, tables  # noqa: E402
from chassis.companions import Aside  # noqa: E402
from chassis.doors import get, post, put  # noqa: E402
from chassis.settings import ChassisSettings  # noqa: E402
from chassis.store import Store  # noqa: E402
from chassis.web.answer import html_answer  # noqa: E402
from contracts.fields import Strict, count, list_of, nested, text, uuid, word  # noqa: E402
from contracts.refusals import Refused  # noqa: E402

MARKER = "zz-marker-of-the-input-zz"
SLOW_SECONDS = 2.0
OPEN = {"anyone": "any"}
OWN = {"family": "own", "coordinator": "organisation"}


class Tables(DeclarativeBase):
    """What the small service keeps."""


class Note(Tables):
    """A note: one row an effect, so that a second effect shows."""

    __tablename__ = "notes"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    text: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer, default=1)


class Page(Strict):
    """One page of a note."""

    number = count(max=99)
    kind = word(("front", "back"))


class NewNote(Strict):
    """What is noted."""

    text = text(40)
    pages = nested(Page, many=True, max=3, default=list)


class Shown(Strict):
    """A note as it is shown."""

    id = uuid()
    text = text(40)
    version = count()


class Search(Strict):
    """What to look for."""

    kinds = list_of(word(("front", "back")), default=list)
    number = count(max=99, default=0)


class Notes:
    """Keeps notes."""

    name = "enrollment"
    asides = {
        "drawing": Aside(function="tests.chassis.small_aside:echo"),
        "crashing": Aside(function="tests.chassis.small_aside:crash"),
        "lacking": Aside(function="tests.chassis.small_aside:lacking", packages=("libpaper", "fonts-paper")),
        "mistaken": Aside(function="tests.chassis.small_aside:mistake"),
    }

    @post("/notes", allow=OWN, body=NewNote, reply=Shown, status=201)
    def note(self, work: Any, request: Any) -> Any:
        """Keep a note."""
        kept = Note(id=work.new_id(), text=request.body["text"], version=1)
        work.session.add(kept)
        return kept

    @post("/notes/open", allow=OPEN, body=NewNote, reply=Shown, status=201)
    def note_openly(self, work: Any, request: Any) -> Any:
        """Keep a note from anybody."""
        return self.note(work, request)

    @post("/notes/slowly", allow=OWN, body=NewNote, reply=Shown, status=201)
    def note_slowly(self, work: Any, request: Any) -> Any:
        """Keep a note, and take a while before it is committed."""
        kept = self.note(work, request)
        work.session.flush()
        Signal().wait(timeout=SLOW_SECONDS)
        return kept

    @post("/notes/trial", allow=OWN, body=NewNote, reply=Shown, asks=True)
    def try_note(self, _work: Any, request: Any) -> Any:
        """See how a note would look; nothing is kept."""
        return {"id": UUID(int=9), "text": request.body["text"]}

    @get("/notes", allow=OWN, reply=Shown, query=Search, paged=True)
    def notes(self, work: Any, request: Any) -> Any:
        """Every note."""
        every = select(Note).order_by(Note.id).limit(request.page.limit + 1)
        return work.session.scalars(every.where(Note.id > request.page.after) if request.page.after else every).all()

    @get("/notes/{note_id}", allow=OWN, reply=Shown, purposes=("reminder", "complaint"))
    def one(self, work: Any, request: Any) -> Any:
        """One note."""
        return work.session.get(Note, request.path["note_id"])

    @put("/notes/{note_id}", allow=OWN, body=NewNote, reply=Shown, versioned=True)
    def change(self, work: Any, request: Any) -> Any:
        """Change a note."""
        kept = work.session.get(Note, request.path["note_id"])
        if kept.version != request.version:
            raise Refused("stale")
        kept.text, kept.version = request.body["text"], kept.version + 1
        return kept

    @post("/notes/{note_id}/drawing", allow=OWN, body=Page, aside="drawing", produces="image/svg+xml")
    def draw(self, work: Any, request: Any) -> Any:
        """Draw a page of a note."""
        kept = work.session.get(Note, request.path["note_id"])
        return kept and {"text": kept.text, **request.body}

    @get("/notes/{note_id}/portrait", allow=OWN, purposes=("reminder",), aside="drawing", produces="image/svg+xml")
    def portray(self, work: Any, request: Any) -> Any:
        """Show a note as a picture."""
        return {"text": work.session.get(Note, request.path["note_id"]).text}

    @get("/crashing", allow=OPEN, aside="crashing", produces="image/svg+xml")
    def crash(self, _work: Any, _request: Any) -> Any:
        """Ask a process that dies."""
        return {}

    @get("/lacking", allow=OPEN, aside="lacking", produces="image/svg+xml")
    def lack(self, _work: Any, _request: Any) -> Any:
        """Ask a process that lacks something."""
        return {}

    @get("/mistaken", allow=OPEN, aside="mistaken", produces="image/svg+xml")
    def mistake(self, _work: Any, _request: Any) -> Any:
        """Ask a process that makes a mistake."""
        return {"name": MARKER}

    @post("/notes/{note_id}/tearing", allow=OWN)
    def tear(self, work: Any, request: Any) -> None:
        """Tear a note up."""
        if not work.session.get(Note, request.path["note_id"]):
            raise Refused("not_found")

    @get("/slow", allow=OPEN, reply=Shown)
    def slow(self, work: Any, _request: Any) -> Any:
        """Take a while."""
        Signal().wait(timeout=SLOW_SECONDS)
        return {"id": work.new_id(), "text": "slept", "version": 1}

    @get("/broken", allow=OPEN)
    def broken(self, _work: Any, _request: Any) -> None:
        """Fail with words that nobody may see."""
        raise RuntimeError(f"child CPR 010203-1234 {MARKER}")

    @get("/unwritten", allow=OPEN)
    def unwritten(self, _work: Any, _request: Any) -> None:
        """Refuse with a code that stands in no catalogue."""
        raise Refused(MARKER)

    @get("/board", allow=OPEN, query=Search, reply=Shown, open_to_the_web=True)
    def board(self, work: Any, request: Any) -> Any:
        """What hangs out for everybody, unless nothing does."""
        return None if request.query["number"] else {"id": work.new_id(), "text": "hello", "version": 1}

    @post("/form", allow=OPEN, body=Search, reply=Shown, form=True)
    def form(self, work: Any, request: Any) -> Any:
        """Say back what a form, or JSON, says."""
        return {"id": work.new_id(), "text": str(request.body["number"]), "version": 1}

    @get("/page", allow=OPEN, html=True)
    def page(self, _work: Any, _request: Any) -> str:
        """A page."""
        return "<!doctype html><title>page</title>"

    @get("/page/{word}", allow=OPEN, html=True)
    def page_of_a_link(self, _work: Any, _request: Any) -> Any:
        """A page whose link leads nowhere."""
        return html_answer(404, "<!doctype html><title>nothing here</title>")


def main() -> int:
    """Serve until SIGTERM."""
    told = ChassisSettings().load(json.loads(sys.argv[1]))
    store = Store(told["database_url"])
    for metadata in (tables.metadata, Tables.metadata):
        metadata.create_all(store.engine)
    return runner.run([(Notes, told)])


if __name__ == "__main__":
    sys.exit(main())
