"""A load of real commands: families join, ask for company and meet the coordinator, volunteers are vetted.

Each command is sent under an Idempotency-Key and again, under the same one, until somebody has accepted it, as a
partner's software should.
"""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import requests

from tests.client import Reply, UnexpectedError
from tests.faults.ledger import Ledger
from tests.house import House
from tests.servers import wait_until

PROGRAMME, AREA, MUNICIPALITY = "kvartervenner", "kolding_one", "0621"
# Beyond every reminder, so that a meeting is one message.
FIRST_MEETING = datetime.now(UTC) + timedelta(days=30)
LONG_SEEN = datetime.now(UTC) - timedelta(days=30)
PATIENCE_SECONDS = 90
ACCEPTED, NOBODY_THERE = (200, 201), (502, 503, 504)
STEPS = ("references", "interview", "approval_course", "confidentiality", "children_certificate")
CONSENTS = {
    "participation": ["contact_details"],
    "messages": ["contact_details"],
    "one_to_one": ["needs"],
}

Body = Mapping[str, Any]


class Insistent:
    """Sends commands until they are accepted, and enters them in the ledger."""

    def __init__(self, house: House, ledger: Ledger) -> None:
        self.house, self.ledger = house, ledger
        self._sessions: dict[tuple[str, str, UUID], requests.Session] = {}

    def send(self, who: tuple[str, UUID], service: str, path: str, body: Body, *, not_yet: str = "") -> Any:
        """The answer to a command; None for the refusal `not_yet`, of a service that has not heard of something."""
        key = uuid4().hex
        reply: Reply = wait_until(
            lambda: self._answer(who, service, path, body, key), PATIENCE_SECONDS, f"{service} to answer", every=0.1
        )
        if reply.status in ACCEPTED:
            return reply.body
        if not_yet and reply["code"] == not_yet:
            return None
        raise UnexpectedError(f"{path}: {reply.status} {reply.body}")

    def _answer(self, who: tuple[str, UUID], service: str, path: str, body: Body, key: str) -> Reply | None:
        """What came back; None when nobody is there, which says nothing about whether the command was carried out."""
        try:
            answer = self._session(*who, service).post(
                self.house.url(service) + path, json=body, headers={"Idempotency-Key": key}, timeout=10
            )
        except requests.RequestException:
            return None
        return None if answer.status_code in NOBODY_THERE else Reply(answer.status_code, answer.headers, answer.json())

    def _session(self, role: str, subject: UUID, service: str) -> requests.Session:
        known = self._sessions.get((service, role, subject))
        if known is None:
            known = self._sessions[service, role, subject] = requests.Session()
            known.headers["Authorization"] = f"Bearer {self.house.token(role, subject=subject)}"
        return known


def put_in_force(house: House) -> None:
    """Nobody can ask for contact before the programme is in force."""
    admin = house.client("enrollment", "organisation_admin")
    version = admin.get(f"/programmes/{PROGRAMME}")["version"]
    admin.put(f"/programmes/{PROGRAMME}/in-force", {"version": version})


class Household:
    """One family with its own coordinator, who get up to something until there have been enough commands."""

    def __init__(self, send: Insistent) -> None:
        self._send, self._ledger = send.send, send.ledger
        self.guardian, self.coordinator, self.matcher = uuid4(), uuid4(), uuid4()
        self._meeting_at = FIRST_MEETING
        self._asked: deque[str] = deque()
        self._need: str | None = None

    def live(self, enough: Callable[[], bool]) -> None:
        """Join, then go on until there have been enough commands."""
        try:
            family = self.join()
            for round in count():
                if enough():
                    return
                self._go_on(family, round)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the run ends with it
            self._ledger.trouble = trouble

    def _go_on(self, family: str, round: int) -> None:
        for _ in range(2):  # of a kind there is one at a time
            if self._need:
                self._withdraw(self._need)
            self._need = self.register_need(family)
        self._asked.append(self._ask_for_contact())
        self._meet()
        if round % 6 == 0:
            self._vet_a_volunteer()

    def join(self) -> str:
        """Ask for contact, be enrolled, wish and consent; the family's id."""
        contact = self._ask_for_contact()
        guardian = {"id": str(self.guardian), "kind": "guardian", "name": "Anna Holm", "born": "1988-05-04"}
        child = {"kind": "child", "name": "Bo Holm", "born": f"{LONG_SEEN.year - 2}-03-12"}
        family = self._send(
            ("coordinator", self.coordinator),
            "enrollment",
            "/families",
            {
                "contact_id": contact,
                "programme": PROGRAMME,
                "area": AREA,
                "municipality": MUNICIPALITY,
                "languages": ["da"],
                "members": [{**guardian, "email": "anna@familie.example"}, child],
            },
        )
        self._ledger.accept("enrolment")
        path = f"/families/{family['id']}"
        self._as_guardian(f"{path}/wishes", {"person": str(self.guardian), "wish": "yes"})
        self._ledger.accept("wish")
        for purpose, categories in CONSENTS.items():
            consent = {"person": str(self.guardian), "receiver": "kfum", "purpose": purpose, "categories": categories}
            family = self._as_guardian(f"{path}/consents", consent)
            (given,) = [each["id"] for each in family["consents"] if each["purpose"] == purpose]
            self._ledger.accept("consent", UUID(given))
        assert family["joined_on"], family["missing"]
        self._ledger.accepted["family"].append(UUID(family["id"]))
        return str(family["id"])

    def _ask_for_contact(self) -> str:
        asked = {
            "programme": PROGRAMME,
            "area": AREA,
            "wanted": "home_visit",
            "professional_present": False,
            "name": "Anna Holm",
            "email": "anna@familie.example",
            "language": "da",
        }
        return self._accepted("contact", self._as_guardian("/contacts", asked))

    def register_need(self, family: str, for_person: UUID | None = None) -> str:
        """Ask for a volunteer's company; the need's id."""
        need = {"kind": "network_person", "topics": ["leisure"], "languages": ["da"], "slots": ["tue_day"]}
        if for_person:
            need |= {"for_person": str(for_person)}
        return self._accepted("need", self._as_guardian(f"/families/{family}/needs", need))

    def _withdraw(self, need: str) -> None:
        self._accepted("withdrawal", self._as_guardian(f"/needs/{need}/withdrawal", {}))

    def _meet(self) -> None:
        """Arrange the meeting that has been asked for longest, if activities has heard of it by now."""
        self._meeting_at += timedelta(hours=3)
        meeting = {
            "kind": "home_visit",
            "intake_id": self._asked[0],
            "starts_at": self._meeting_at.isoformat(),
            "ends_at": (self._meeting_at + timedelta(hours=1)).isoformat(),
            "place": "At home",
        }
        coordinator = ("coordinator", self.coordinator)
        if answer := self._send(coordinator, "activities", "/meetings", meeting, not_yet="unknown_intake"):
            self._accepted("meeting", answer)
            self._asked.popleft()

    def _vet_a_volunteer(self) -> None:
        volunteer = uuid4()
        offer = {
            "programme": PROGRAMME,
            "kinds": ["network_person"],
            "name": "Viggo Berg",
            # Two with one address and birthday would be looked at first; ten digits in a row can look like a CPR.
            "email": f"{volunteer.hex[:8]}@frivillig.example",
            "born": "1979-02-01",
            "languages": ["da"],
            "area": AREA,
            "municipality": MUNICIPALITY,
            "slots": ["tue_day"],
            "topics": ["leisure"],
            "contributions": ["extra_hands"],
            "capacity": 1,
        }
        self._send(("volunteer", volunteer), "matching", "/volunteers", offer)
        self._ledger.accept("offer")
        for step in STEPS:
            outcome = {"step": step, "outcome": "passed", "on": LONG_SEEN.date().isoformat()}
            self._send(("matcher", self.matcher), "matching", f"/volunteers/{volunteer}/vettings", outcome)
            self._ledger.accept("vetting")
        self._ledger.accepted["volunteer"].append(volunteer)

    def _as_guardian(self, path: str, body: Body) -> Any:
        return self._send(("family", self.guardian), "enrollment", path, body)

    def _accepted(self, kind: str, answer: Any) -> str:
        self._ledger.accept(kind, UUID(answer["id"]))
        return str(answer["id"])
