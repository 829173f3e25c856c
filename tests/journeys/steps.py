"""Steps the chapters of the first story share: what is sent, and what is waited for."""

from datetime import datetime, timedelta
from typing import Any

from tests.journeys.telling import Telling, attempt

PROGRAMME = "kvartervenner"
AREA = "kolding_one"

CATEGORIES = {
    "participation": ["contact_details", "family_members", "wishes", "attendance"],
    "messages": ["contact_details", "meetings"],
    "evaluation": ["attendance", "measures"],
    "one_to_one": ["needs", "languages", "area", "free_times"],
}


def the_family(story: Telling) -> dict[str, Any]:
    """The family as the coordinator notes it."""
    guardians = [
        {
            "id": str(person.id),
            "kind": "guardian",
            "name": person.name,
            "born": person.born.isoformat(),  # type: ignore[union-attr]
            "email": person.email,
        }
        for person in (story["Amal"], story["Jonas"])
    ]
    sara = story["Sara"]
    child = {"id": str(sara.id), "kind": "child", "name": sara.name, "born": sara.born.isoformat()}  # type: ignore[union-attr]
    return {
        "contact_id": story.known["contact"],
        "programme": PROGRAMME,
        "area": AREA,
        "municipality": "0621",
        "languages": ["ar", "da"],
        "members": [*guardians, child],
    }


def the_table(story: Telling) -> dict[str, Any]:
    """The family as it signs up to eat with others."""
    roles = {"Amal": "guardian", "Jonas": "guardian", "Sara": "child"}
    people = [{"person": str(story[name].id), "role": role} for name, role in roles.items()]
    return {"family": story.known["family"], "people": people}


def consented(story: Telling, client: Any, name: str, purpose: str) -> str:
    """A guardian consents to one purpose; the id of the consent."""
    body = {"person": str(story[name].id), "purpose": purpose, "receiver": "kfum", "categories": CATEGORIES[purpose]}
    family = client.post(f"/families/{story.known['family']}/consents", body)
    mine = [each for each in family["consents"] if each["purpose"] == purpose and each["person"] == body["person"]]
    return str(mine[-1]["id"])


def item(items: list[dict[str, Any]], id: str) -> dict[str, Any] | None:
    """The one with this id."""
    return next((item for item in items if item["id"] == id), None)


def gap(story: Telling) -> dict[str, Any] | None:
    """The volunteer whom matching would look for first, once it has heard of a need."""
    gaps = story.at("matching", "Birgit").get("/gaps", programme=PROGRAMME)["gaps"]
    return gaps[0] if gaps else None


def proposed(story: Telling, mads: Any) -> dict[str, Any] | None:
    """The proposal for the need of the story, once a run makes it."""
    run = mads.post("/runs", {"programme": PROGRAMME})
    return next((each for each in run["proposals"] if each["need"] == story.known["need"]), None)


def arranged(story: Telling, starts: datetime) -> Any:
    """A meeting of the match, as soon as activities has heard of the match."""
    wanted = {
        "kind": "one_to_one",
        "match_id": story.known["match"],
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=2)).isoformat(),
        "place": "At the library",
    }
    birgit = story.at("activities", "Birgit")
    return story.until(lambda: attempt(lambda: birgit.post("/meetings", wanted)), "the meeting to be arranged")


def delivered(story: Telling, about: str, count: int) -> None:
    """Wait until so many messages about something are with their receivers."""
    coordinator = story.at("notifications", "Birgit")

    def enough() -> bool:
        sent = [each for each in coordinator.get("/messages", about=about)["items"] if each["state"] == "sent"]
        return len(sent) >= count

    story.until(enough, f"{count} messages about the meeting to be delivered")


def nothing_waits(messages: Any, about: str) -> bool:
    """Whether no reminder about this will go out any more."""
    items = messages.get("/messages", about=about)["items"]
    return not [each for each in items if each["template"] == "reminder" and each["state"] != "cancelled"]


def figures_are(story: Telling, expected: dict[str, int]) -> bool:
    """Whether reporting shows these figures."""
    figures = story.at("reporting", "Karin").get("/figures", programme=PROGRAMME)["figures"]
    return all(figures[name]["value"] == value for name, value in expected.items())


def complete(items: list[dict[str, Any]], must: set[str]) -> list[dict[str, Any]] | None:
    """The trail, once every one of these types is in it."""
    return items if must <= {item["type"] for item in items} else None
