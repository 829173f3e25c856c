"""Telling a story: who does what, in plain words, and what must then be true."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from tests.client import Client, Reply, UnexpectedError
from tests.house import House
from tests.journeys.people import Person, cast
from tests.servers import wait_until

PATIENCE_SECONDS = 20


class UnmetError(AssertionError):
    """Something the story says did not happen."""


class Telling:
    """One telling of a story on a running house; everything it sets in motion has one correlation id."""

    def __init__(self, house: House, say: Callable[[str], None], people: Mapping[str, Person] | None = None) -> None:
        self.house, self.say = house, say
        self.people: Mapping[str, Person] = people or cast()
        self.correlation_id = uuid4()
        self.known: dict[str, Any] = {}
        self._clients: dict[tuple[str, str], Client] = {}

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def at(self, service: str, name: str) -> Client:
        """The person's own way into a service."""
        if (service, name) not in self._clients:
            person = self.people[name]
            client = self.house.client(service, person.role, organisation=person.organisation, subject=person.id)
            client.session.headers["Correlation-Id"] = str(self.correlation_id)
            self._clients[service, name] = client
        return self._clients[service, name]

    def days_pass(self, days: int) -> None:
        """It is so many days later for everybody, and whoever calls has a token of that day."""
        self.house.days_pass(days)
        self._clients.clear()

    def chapter(self, title: str) -> None:
        self.say(f"\n{title}")

    def tell(self, words: str) -> None:
        self.say(f"  {words}")

    def refused(self, words: str, reply: Reply) -> None:
        """Somebody was told no: show the reason and what would help."""
        self.say(f"  {words}")
        faults = "".join(_fault(fault) for fault in reply.body.get("errors", ()))
        rule = f" [{reply.body['rule']}]" if reply.body.get("rule") else ""
        self.say(f"    → {reply.status} {reply.body['detail']}{rule}{faults}\n    → {reply.body['remedy']}")

    def hold(self, fact: bool, words: str) -> None:
        """This must be so."""
        if not fact:
            raise UnmetError(words)

    def show_last_mail(self) -> None:
        """The latest mail, when the house prints its mails."""
        _, letter, text = self.house.log("notifications").rpartition("✉")
        body = [line for line in text.splitlines() if line and not line.startswith("{")]
        for line in body if letter else ():
            self.say(f"    | {line.strip()}")

    def until(self, happened: Callable[[], Any], words: str) -> Any:
        """Wait for what events bring about; the value it brought."""
        return wait_until(happened, PATIENCE_SECONDS, words)

    def uuid(self, name: str) -> UUID:
        return UUID(self.known[name])


def _fault(fault: Mapping[str, Any]) -> str:
    known = f" Known here: {', '.join(fault['known'])}." if fault.get("known") else ""
    return f"\n    · {fault['message']}{known}"


def attempt(call: Callable[[], Reply]) -> Reply | None:
    """The answer, or None while the service still says no."""
    try:
        return call()
    except UnexpectedError:
        return None


def soon(seconds: float) -> datetime:
    """A moment just ahead."""
    return datetime.now(UTC) + timedelta(seconds=seconds)


def afternoon(*, days: int) -> datetime:
    """Half past four in Denmark, so many days ahead."""
    at_home = datetime.now(ZoneInfo("Europe/Copenhagen")) + timedelta(days=days)
    return at_home.replace(hour=16, minute=30, second=0, microsecond=0)
