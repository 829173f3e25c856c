"""How people come together, for the stories about activities: who joins, what is planned, who signs up, who came."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.client import Client, Reply
from tests.journeys import volunteering
from tests.journeys.journey import Journey
from tests.journeys.telling import Telling, attempt

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def joins(story: Journey, guardian: str, *children: str, by: str, also: Sequence[tuple[str, ...]] = ()) -> None:
    """A family joins, and consents to some more than joining takes: purposes, each perhaps with a receiver."""
    story.asks(guardian)
    story.enrols(by, {guardian: "guardian", **dict.fromkeys(children, "child")})
    for purpose in also:
        story.consents(guardian, *purpose)
    story.joins([guardian], children, heard_by=by)
    story.known.setdefault("paths", {})[guardian] = story.path


def family(story: Telling, name: str) -> str:
    """The id of somebody's family."""
    return str(story.known["paths"][name].rpartition("/")[2])


def party(story: Telling, name: str, *children: str, **how: Any) -> dict[str, Any]:
    """What somebody sends who signs the family up: the guardian, unless left out by `alone`, and these children."""
    alone = how.pop("alone", False)
    people = [] if alone else [{"person": str(story[name].id), "role": "guardian"}]
    people += [{"person": str(story[child].id), "role": "child"} for child in children]
    return {"family": family(story, name), "people": people, **how}


def helps(story: Any, matcher: str, name: str, kind: str) -> None:
    """A volunteer comes in and passes everything that is asked for."""
    offer = volunteering.offers(story, name, [kind])
    shown = volunteering.passes(story, matcher, name, *volunteering.steps(offer))
    story.hold(not shown["missing"], f"{name} may be with children")


def sent(story: Telling, client: Client, path: str, body: Any, what: str) -> Reply:
    """Somebody sends this until it is taken: what it stands on is told by others, and on its way."""
    taken: Reply = story.until(lambda: attempt(lambda: client.post(path, body)), what)
    return taken


def opens(client: Client, story: Any, **how: Any) -> str:
    """Somebody opens an activity."""
    return str(client.post("/activities", {"programme": story.programme, "area": story.area, **how})["id"])


def meets(client: Client, activity: str, kind: str, starts: datetime, **how: Any) -> Reply:
    """Somebody puts down one meeting of an activity."""
    ends, expect = starts + timedelta(minutes=how.pop("minutes", 120)), how.pop("expect", None)
    times = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
    return client.post("/meetings", {"activity_id": activity, "kind": kind, **times, **how}, expect=expect)


def afternoon(story: Telling, days: int, *, hour: int = 16, minute: int = 30) -> datetime:
    """Half past four in Denmark so many days ahead, by the clock of the story."""
    day = story.house.now().astimezone(COPENHAGEN).date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), COPENHAGEN)


def until_day(story: Telling, moment: datetime) -> int:
    """How many days have to pass so that a moment is over."""
    return max((moment - story.house.now()).days + 1, 0)


def came(meeting: str, at: datetime, *people: str, **how: Any) -> dict[str, Any]:
    """What a device writes down at a meeting, to be sent whenever there is a network."""
    return {"key": str(uuid4()), "meeting_id": meeting, "recorded_at": at.isoformat(), "came": list(people), **how}


def outcomes(reply: Reply) -> list[str]:
    """What became of each entry."""
    return [each["outcome"] if each["outcome"] != "refused" else each["problem"]["code"] for each in reply["entries"]]


def at(text: str) -> datetime:
    """A moment as the services write it."""
    return datetime.fromisoformat(text)
