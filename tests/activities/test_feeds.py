"""Links to calendars: who may have which, that a link is told once and kept by nobody, and when it leads nowhere."""

import re
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from activities.domain import feeds
from activities.tables import Feed, SignedUp, SignUp
from chassis.doors import measures_of
from chassis.testing import AT, Stage
from tests.activities import make, make_calendars
from tests.activities.make import CHILD, COORDINATOR, DAY, FAMILY, GUARDIAN, HOUR, OTHER_GUARDIAN, STRANGER, VOLUNTEER
from tests.activities.make_calendars import AS_COORDINATOR, AS_GUARDIAN, AS_VOLUNTEER, keep, link, path, people

ELSEWHERE = ("coordinator", "rode-kors", STRANGER)
AS_OTHER_GUARDIAN = ("family", "kfum", OTHER_GUARDIAN)
EVERYBODY = (AS_GUARDIAN, AS_VOLUNTEER, ("professional", "kfum", STRANGER), AS_COORDINATOR)


@pytest.fixture
def on() -> Stage:
    made = make_calendars.stage()
    people(made, GUARDIAN, OTHER_GUARDIAN, CHILD, VOLUNTEER)
    return made


def wanted(on: Stage, as_: tuple[Any, ...], **body: Any) -> Any:
    return on.call("POST", "/feeds", body, as_=as_)


def listed(on: Stage, as_: tuple[Any, ...]) -> list[dict[str, Any]]:
    return list(on.call("GET", "/feeds", as_=as_).json["items"])


def opens(on: Stage, made: dict[str, Any]) -> bool:
    statuses = {on.call("GET", path(made, kind)).status for kind in ("ics", "page")}
    assert len(statuses) == 1
    return statuses == {200}


@pytest.mark.parametrize("as_", EVERYBODY)
def test_everybody_may_have_their_own_meetings(on: Stage, as_: tuple[Any, ...]) -> None:
    made = link(on, as_)
    assert (made["of"], made["subject"]) == ("person", str(as_[2]))
    assert opens(on, made)


@pytest.mark.parametrize("as_", EVERYBODY)
def test_nobody_may_have_somebody_elses_meetings(on: Stage, as_: tuple[Any, ...]) -> None:
    refused = wanted(on, as_, of="person", id=str(CHILD))
    assert (refused.status, refused.json["code"], refused.json["field"]) == (403, "feed_of_another", "id")


def test_one_may_name_oneself(on: Stage) -> None:
    assert link(on, AS_COORDINATOR, id=str(COORDINATOR))["subject"] == str(COORDINATOR)


def test_venues_and_activities_are_for_those_who_arrange_there(on: Stage) -> None:
    venue, activity = make_calendars.venue(), make_calendars.activity()
    named = {"venue": str(venue.id), "activity": str(activity.id)}
    keep(on, venue, activity)
    for of, id in named.items():
        assert opens(on, link(on, AS_COORDINATOR, of=of, id=id))
        for as_ in (AS_GUARDIAN, AS_VOLUNTEER, ELSEWHERE):
            refused = wanted(on, as_, of=of, id=id)
            assert (refused.status, refused.json["code"]) == (404, "not_found"), (of, as_)


@pytest.mark.parametrize("of", ["venue", "activity"])
def test_which_venue_or_activity_must_be_said_and_known(on: Stage, of: str) -> None:
    assert wanted(on, AS_COORDINATOR, of=of).json["code"] == "feed_of_what"
    assert wanted(on, AS_COORDINATOR, of=of, id=str(STRANGER)).json["code"] == "not_found"


@pytest.mark.parametrize("body", [{}, {"of": "family"}, {"of": "person", "language": "ar"}, {"of": "person", "x": 1}])
def test_a_bad_wish_is_refused(on: Stage, body: dict[str, Any]) -> None:
    assert wanted(on, AS_GUARDIAN, **body).status == 422


def test_a_link_cannot_be_guessed_and_is_another_each_time(on: Stage) -> None:
    codes = {path(link(on), "page").rpartition("/")[2] for _ in range(5)}
    assert len(codes) == 5
    assert all(re.fullmatch("[a-z2-9]{26}", code) for code in codes)
    assert len("abcdefghjkmnpqrstuvwxyz23456789") ** feeds.LETTERS > 2**128


def test_a_link_is_told_once_and_only_its_digest_is_kept(on: Stage) -> None:
    made = link(on)
    code = path(made, "page").rpartition("/")[2]
    [shown] = listed(on, AS_GUARDIAN)
    assert shown == {name: made[name] for name in shown}
    assert set(made) - set(shown) == {"ics", "subscribe", "page"}
    with on.rehearsal.store.session(write=False) as session:
        [row] = session.scalars(select(Feed)).all()
        assert row.digest == feeds.digest(code)
        assert code not in repr(vars(row))
    assert code not in repr(on.rehearsal.stored())


def test_asked_twice_under_one_key_it_is_the_same_link(on: Stage) -> None:
    headers = {"Idempotency-Key": "my-phone"}
    first, second = (
        on.call("POST", "/feeds", {"of": "person"}, as_=AS_GUARDIAN, headers=headers).json for _ in range(2)
    )
    assert first == second
    assert len(listed(on, AS_GUARDIAN)) == 1


def test_nobody_has_more_links_than_they_can_keep_in_mind(on: Stage) -> None:
    made = [link(on) for _ in range(feeds.MOST)]
    refused = wanted(on, AS_GUARDIAN, of="person")
    assert (refused.status, refused.json["code"]) == (409, "too_many_feeds")
    on.call("POST", f"/feeds/{made[0]['id']}/revocation", as_=AS_GUARDIAN)
    assert wanted(on, AS_GUARDIAN, of="person").status == 201
    assert wanted(on, AS_VOLUNTEER, of="person").status == 201


def test_a_link_that_is_revoked_leads_nowhere_and_the_others_stay(on: Stage) -> None:
    lost, kept = link(on), link(on)
    revoked = on.call("POST", f"/feeds/{lost['id']}/revocation", as_=AS_GUARDIAN)
    assert (revoked.status, revoked.json["stopped_at"]) == (200, "2026-03-02T09:00:00Z")
    assert (opens(on, lost), opens(on, kept)) == (False, True)
    on.rehearsal.later(hours=1)
    again = on.call("POST", f"/feeds/{lost['id']}/revocation", as_=AS_GUARDIAN)
    assert again.json["stopped_at"] == revoked.json["stopped_at"]


def test_who_has_kept_the_calendar_hears_that_the_link_is_revoked(on: Stage) -> None:
    lost = link(on)
    tag = on.call("GET", path(lost)).headers["ETag"]
    on.call("POST", f"/feeds/{lost['id']}/revocation", as_=AS_GUARDIAN)
    assert on.call("GET", path(lost), headers={"If-None-Match": tag}).status == 404


def test_one_lists_and_revokes_ones_own_and_what_is_shared(on: Stage) -> None:
    venue = make_calendars.venue()
    id = str(venue.id)
    keep(on, venue)
    own, colleagues, shared = link(on), link(on, AS_COORDINATOR), link(on, AS_COORDINATOR, of="venue", id=id)
    other = ("coordinator", "kfum", STRANGER)
    assert [each["id"] for each in listed(on, AS_GUARDIAN)] == [own["id"]]
    assert {each["id"] for each in listed(on, AS_COORDINATOR)} == {colleagues["id"], shared["id"]}
    assert [each["id"] for each in listed(on, other)] == [shared["id"]]
    assert listed(on, ELSEWHERE) == []
    for as_, feed in ((AS_VOLUNTEER, own), (other, own), (other, colleagues), (ELSEWHERE, shared)):
        assert on.call("POST", f"/feeds/{feed['id']}/revocation", as_=as_).status == 404
    assert on.call("POST", f"/feeds/{shared['id']}/revocation", as_=other).status == 200


def test_links_come_in_pages(on: Stage) -> None:
    for _ in range(3):
        link(on)
    first = on.call("GET", "/feeds?limit=2", as_=AS_GUARDIAN).json
    rest = on.call("GET", f"/feeds?limit=2&after={first['next']}", as_=AS_GUARDIAN).json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_the_day_it_was_last_fetched_is_kept_and_no_more(on: Stage) -> None:
    made = link(on)
    assert listed(on, AS_GUARDIAN)[0]["fetched_on"] is None
    for kind, day in (("ics", "2026-03-02"), ("page", "2026-03-03")):
        opened = on.call("GET", path(made, kind))
        assert opened.status == 200
        assert listed(on, AS_GUARDIAN)[0]["fetched_on"] == day
        on.rehearsal.later(days=1)


def test_every_link_that_leads_nowhere_gives_one_answer(on: Stage) -> None:
    revoked = link(on)
    on.call("POST", f"/feeds/{revoked['id']}/revocation", as_=AS_GUARDIAN)
    never = "/calendars/abcdefghjkmnpqrstuvwxyz234"
    pages = [on.call("GET", each) for each in (path(revoked, "page"), never, "/calendars/x")]
    feeds_ = [on.call("GET", each) for each in (path(revoked), f"{never}.ics", "/calendars/x.ics")]
    for replies in (pages, feeds_):
        assert len({(reply.status, reply.text) for reply in replies}) == 1
        assert replies[0].status == 404


def test_the_secret_is_in_no_line_and_no_figure_and_no_event(on: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    made = link(on)
    code = path(made, "page").rpartition("/")[2]
    for asked in (path(made), path(made, "page"), f"{path(made, 'page')}?month=nothing", f"{path(made)}?x={code}"):
        assert code not in on.call("GET", asked).text
    said = "".join(capsys.readouterr()) + on.desk.metrics.text().decode()
    assert 'route="fetch_calendar"' in said
    assert code not in said + repr(on.rehearsal.stored())


# ── when it ends by itself ──


def test_the_calendar_of_a_volunteer_who_leaves_ends_at_once(on: Stage) -> None:
    volunteers, guardians = link(on, AS_VOLUNTEER), link(on)
    on.hear(make.volunteer_left(at=AT + HOUR))
    assert (opens(on, volunteers), opens(on, guardians)) == (False, True)


def test_the_calendars_of_a_family_that_leaves_end_at_once_told_in_any_order(on: Stage) -> None:
    for events in (
        (make.matched(), make.family_left(at=AT + HOUR)),
        (make.family_left(at=AT + HOUR), make.matched()),
    ):
        told = make_calendars.stage()
        ours = [link(told, as_) for as_ in (AS_GUARDIAN, AS_OTHER_GUARDIAN)]
        volunteers = link(told, AS_VOLUNTEER)
        for event in events:
            told.hear(event)
        assert [opens(told, each) for each in (*ours, volunteers)] == [False, False, True]


def test_whoever_met_or_signed_up_as_of_a_family_goes_with_it(on: Stage) -> None:
    met, signed_up, other = (link(on, ("family", "kfum", person)) for person in (GUARDIAN, CHILD, STRANGER))
    keep(on, make_calendars.activity(id=UUID(int=776)))
    row = SignUp(
        id=UUID(int=777),
        activity_id=UUID(int=776),
        family=FAMILY,
        role="participant",
        state="taken",
        asked_at=AT,
        asked_by=GUARDIAN,
        version=1,
        people=[SignedUp(person=CHILD, role="child")],
    )
    keep(on, make_calendars.meeting(GUARDIAN), row)
    helper = link(on, AS_VOLUNTEER)
    keep(on, make_calendars.meeting(VOLUNTEER, role="volunteer", starts_at=make.NOON + DAY))
    on.hear(make.family_left(at=AT + HOUR))
    assert [opens(on, each) for each in (met, signed_up, other, helper)] == [False, False, True, True]


def test_a_link_made_after_coming_back_stands(on: Stage) -> None:
    on.hear(make.matched(), make.volunteer_left(at=AT - HOUR), make.family_left(at=AT - HOUR))
    assert opens(on, link(on, AS_VOLUNTEER))
    assert opens(on, link(on))


def test_a_goodbye_that_is_told_late_ends_only_what_was_there_before_it(on: Stage) -> None:
    before = link(on, AS_VOLUNTEER)
    on.rehearsal.later(hours=2)
    after = link(on, AS_VOLUNTEER)
    on.hear(make.volunteer_left(at=AT + HOUR))
    assert (opens(on, before), opens(on, after)) == (False, True)


def test_a_link_that_nobody_uses_for_a_year_ends_and_is_forgotten(on: Stage) -> None:
    unused, used = link(on), link(on)
    on.rehearsal.later(days=200)
    opens(on, used)
    for days, standing in ((164, [True, True]), (2, [False, True])):
        on.rehearsal.later(days=days)
        on.desk.transact(on.service.let_unused_feeds_end)
        stopped = {each["id"]: each["stopped_at"] for each in listed(on, AS_GUARDIAN)}
        assert [stopped[each["id"]] is None for each in (unused, used)] == standing
    on.rehearsal.later(days=31)
    on.desk.transact(on.service.let_unused_feeds_end)
    assert [each["id"] for each in listed(on, AS_GUARDIAN)] == [used["id"]]


def test_the_figure_is_links_that_lead_somewhere(on: Stage) -> None:
    link(on)
    lost = link(on, AS_VOLUNTEER)
    on.call("POST", f"/feeds/{lost['id']}/revocation", as_=AS_VOLUNTEER)
    with on.desk.store.session(write=False) as session:
        figures = {door.name: dict(read(session)) for door, read in measures_of(on.service) if not door.dated}
    assert figures["samspil_feeds"] == {("person",): 1.0}


def test_of_a_calendar_nothing_is_kept_about_who_is_in_it() -> None:
    assert set(Feed.__table__.columns.keys()) == {
        "id",
        "organisation",
        "of",
        "subject",
        "language",
        "digest",
        "made_by",
        "made_at",
        "fetched_on",
        "stopped_at",
    }
