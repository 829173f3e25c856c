"""How a volunteer comes in, for the stories in which several do: an offer, and steps of vetting that are passed."""

from datetime import timedelta
from typing import Any

from tests.client import Reply
from tests.journeys.journey import SURNAME, Journey, today


def offers(story: Journey, name: str, kinds: list[str], **changes: Any) -> Reply:
    """Somebody registers with what they offer."""
    person = story[name]
    offer = {
        "programme": story.programme,
        "kinds": kinds,
        "name": f"{name} {SURNAME}",
        "email": person.email,
        "born": person.born.isoformat(),  # type: ignore[union-attr]
        "languages": ["da"],
        "area": story.area,
        "municipality": story.municipality,
        "slots": ["thu_evening"],
        "topics": [],
        "contributions": [],
        "capacity": 1,
    }
    return story.at("matching", name).post("/volunteers", offer | changes)


def passes(story: Journey, matcher: str, name: str, *steps: str) -> Reply:
    """A matcher notes that these steps were passed the day before yesterday."""
    on = (today() - timedelta(days=2)).isoformat()
    path = f"/volunteers/{story.id(name)}/vettings"
    for step in steps:
        shown = story.at("matching", matcher).post(path, {"step": step, "outcome": "passed", "on": on})
    return shown


def steps(progress: Reply) -> list[str]:
    """The steps of vetting that a volunteer still lacks."""
    return [str(each["step"]) for each in progress["missing"]]


def wants(story: Journey, name: str, need: dict[str, Any]) -> str:
    """A family asks for somebody; the need, once matching has heard of it."""
    wanted = str(story.by(name).post(f"{story.path}/needs", need)["id"])
    story.until(lambda: wanted in known(story), "matching to hear of the need")
    return wanted


def known(story: Journey) -> set[str]:
    """The needs that a run would look at."""
    run = dry(story)
    return {each["need"] for part in ("would_propose", "unmatched") for each in run[part]}


def dry(story: Journey) -> Reply:
    """What a run would come to."""
    return story.at("matching", "Mads").post("/runs", {"programme": story.programme, "dry": True})


def answers(story: Journey, proposal: str, *names: str) -> Reply:
    """They say yes, one after the other."""
    for name in names:
        shown = story.at("matching", name).post(f"/proposals/{proposal}/answers", {"answer": "yes"})
    return shown
