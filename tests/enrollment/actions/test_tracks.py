"""Taking part in tracks: from joining, by choice, by a need, and no longer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import AMAL, PROGRAMME
from tests.enrollment.open_tracks import band, lay_out, track
from tests.enrollment.story import BIRGIT, NEEDING, Story

TODAY = date(2026, 3, 2)
NETWORKS = {
    "networks": track(),
    "evenings": track(after=("networks",)),
    "persons": track(one_to_one=True, after=("networks",)),
}
NEED = load()[PROGRAMME].needs["network_person"]
BY_NEED: dict[str, Any] = {
    "tracks": NETWORKS,
    "needs": {"network_person": replace(NEED, track="persons")},
    "supply": {},
}


def tracks(family: Any) -> list[tuple[str, Any, Any]]:
    return [(each["track"], each["since"], each["until"]) for each in family["tracks"]]


def told(story: Story) -> list[str]:
    (event,) = story.told("family.joined.v1")
    return list(event.data["tracks"])


def refused(story: Story, *said: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as no:
        story.do(*said, **more)
    return no.value


def test_a_family_joins_in_the_tracks_it_takes_part_in_and_is_told_of_in_no_other(story: Story) -> None:
    family = story.join()
    assert tracks(family) == [("togetherness", TODAY, None)]
    assert told(story) == ["togetherness"]


def test_a_track_chosen_before_joining_is_taken_part_in_from_the_day_of_joining(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(monkeypatch, tracks={"one": track(), "two": track(), "three": track()})
    story.enrol()
    for chosen in ("two", "three"):
        family = story.do(actions.choose_track, story.family, chosen)
    assert sorted(tracks(family)) == [("three", None, None), ("two", None, None)]
    story.do(actions.leave_track, story.family, "three")
    assert tracks(story.seen()) == [("two", None, None)]
    for person in story.seen()["members"]:
        story.wish(person["id"])
    for person in story.seen()["members"][:2]:
        story.consent(person["id"])
    assert tracks(story.seen()) == [("two", TODAY, None)]
    assert told(story) == ["two"]


def test_a_track_not_open_to_anybody_of_the_family_is_not_begun(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, tracks={"small": track(ages={"child": band(0, 6)}), "big": track(ages={"child": band(7, 17)})})
    assert tracks(story.join()) == [("big", TODAY, None)]
    no = refused(story, actions.choose_track, story.family, "small")
    assert (no.code, no.rule) == ("too_old", "row of tracks.small.ages.child.at_most")


def test_a_track_is_chosen_and_left_and_chosen_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, tracks=NETWORKS)
    story.join()
    story.do(actions.choose_track, story.family, "evenings", by=("coordinator", BIRGIT))
    assert refused(story, actions.choose_track, story.family, "evenings").code == "already_done"
    story.rehearsal.later(days=10)
    story.do(actions.leave_track, story.family, "evenings")
    assert refused(story, actions.leave_track, story.family, "evenings").code == "already_done"
    story.do(actions.choose_track, story.family, "evenings")
    assert [each for each in tracks(story.seen()) if each[0] == "evenings"] == [
        ("evenings", TODAY, date(2026, 3, 12)),
        ("evenings", date(2026, 3, 12), None),
    ]


def test_what_does_not_exist_or_takes_a_need_cannot_be_chosen(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, **BY_NEED)
    story.join()
    assert refused(story, actions.choose_track, story.family, "nowhere").code == "unknown_track"
    assert refused(story, actions.choose_track, story.family, "persons").code == "track_by_need"
    assert refused(story, actions.leave_track, story.family, "nowhere").code == "unknown_track"


def test_a_need_takes_what_its_track_comes_after(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, tracks=dict(NETWORKS, networks=track(ages={"child": band(0, 6)})))
    story.join()
    story.consent(AMAL, "one_to_one")
    lay_out(monkeypatch, **BY_NEED)
    no = refused(story, actions.register_need, story.family, **NEEDING)
    assert (no.code, no.rule, no.because) == ("comes_after", "row of tracks.persons.after", {"track": "networks"})
    story.do(actions.choose_track, story.family, "networks")  # S2-11
    assert story.need()["state"] == "open"
    assert story.told("need.registered.v1")[-1].data["tracks"] == ["networks"]


def test_a_need_tells_of_no_other_track_than_one_that_others_come_after(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(monkeypatch, **BY_NEED)
    story.join()
    story.do(actions.choose_track, story.family, "evenings")
    story.rehearsal.later(days=10)
    story.do(actions.leave_track, story.family, "networks")
    story.consent(AMAL, "one_to_one")
    story.need()
    assert story.told("need.registered.v1")[-1].data["tracks"] == ["networks"]  # come through, and left since


def test_one_takes_part_in_a_one_to_one_track_for_as_long_as_a_need_runs(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    exclusive = dict(NETWORKS, evenings=track(after=("networks",), excludes=("persons",)))
    lay_out(monkeypatch, **BY_NEED | {"tracks": exclusive})
    story.join()
    story.consent(AMAL, "one_to_one")
    story.need()
    no = refused(story, actions.choose_track, story.family, "evenings")
    assert (no.code, no.because) == ("not_beside", {"track": "persons"})
    story.do(actions.leave_track, story.family, "persons")
    assert [each["state"] for each in story.seen()["needs"]] == ["withdrawn"]
    assert [event.data["reason"] for event in story.told("need.withdrawn.v1")] == ["family_wish"]
    assert refused(story, actions.leave_track, story.family, "persons").code == "already_done"
    story.do(actions.choose_track, story.family, "evenings")
    assert refused(story, actions.register_need, story.family, **NEEDING).code == "not_beside"


def test_a_family_that_has_left_takes_part_in_no_track(story: Story) -> None:
    story.join()
    story.do(actions.leave, story.family, "family_wish")
    assert refused(story, actions.choose_track, story.family, "togetherness").code == "has_left"
    assert refused(story, actions.leave_track, story.family, "togetherness").code == "has_left"
    open = story.do(actions.tracks_for, story.family, date(2026, 6, 1))
    assert not any(each["takes_part"] for each in open["tracks"])
