"""Two very small services for tests of the chassis: one tells, one hears. Their events are the register's."""

from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import Moment
from chassis.doors import every, get, on_event, post
from contracts.fields import Strict, count, list_of, uuid
from contracts.refusals import Refused

OPEN = {"anyone": "any"}
FAILING = UUID("00000000-0000-4000-8000-00000000dead")


class Tables(DeclarativeBase):
    """What the small services keep."""


class Told(Tables):
    """A fact that was told."""

    __tablename__ = "told"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class Heard(Tables):
    """A fact that was heard: one row an effect, so that a second effect shows."""

    __tablename__ = "heard"
    row: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    subject: Mapped[UUID] = mapped_column(Uuid, index=True)
    type: Mapped[str] = mapped_column(String(80))
    at: Mapped[Any] = mapped_column(Moment)


class Fact(Strict):
    """What is told."""

    id = uuid()


class Many(Strict):
    """How many facts to tell."""

    count = count(min=1, max=1000)


class Effects(Strict):
    """What was heard, an entry an effect."""

    subjects = list_of(uuid(), max=100_000)


class Teller:
    """Tells that a goal was reached."""

    name = "enrollment"

    @post("/facts", allow=OPEN, body=Fact, reply=Fact, status=201)
    def tell(self, work: Any, request: Any) -> Any:
        """Tell a fact."""
        work.session.execute(insert(Told).values(id=request.body["id"]))
        work.emit("goal.reached.v1", request.body["id"], {"family": request.body["id"]})
        return request.body

    @post("/facts/many", allow=OPEN, body=Many, reply=Many)
    def tell_many(self, work: Any, request: Any) -> Any:
        """Tell so many facts in one transaction."""
        for id in (work.new_id() for _ in range(request.body["count"])):
            work.emit("goal.reached.v1", id, {"family": id})
        return request.body

    @post("/facts/refused", allow=OPEN, body=Fact)
    def refuse(self, work: Any, request: Any) -> Any:
        """Write, emit, and then refuse all of it."""
        self.tell(work, request)
        raise Refused("not_found")


class Hearer:
    """Hears it, writes it down and counts a timer."""

    name = "matching"

    @get("/heard", allow=OPEN, reply=Effects)
    def heard(self, work: Any, _request: Any) -> Any:
        """Every effect of an event."""
        return {"subjects": work.session.scalars(select(Heard.subject).where(Heard.type != "tick")).all()}

    @on_event("goal.reached.v1")
    def when_goal_reached(self, work: Any, event: Any) -> None:
        if event.subject == FAILING:
            raise RuntimeError("the words of an exception stay out of every log")
        work.session.add(Heard(row=work.new_id(), subject=event.subject, type=event.type, at=work.now))

    @every(seconds=0.2)
    def tick(self, work: Any) -> None:
        work.session.add(Heard(row=work.new_id(), subject=UUID(int=0), type="tick", at=work.now))
