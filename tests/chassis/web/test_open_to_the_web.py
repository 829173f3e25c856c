"""Pages of other sites may read what a route opens to the web, and nothing else."""

from typing import Any

import pytest

from chassis.testing import Reply, Stage
from chassis.web.route import Place, Route

ORIGIN = {"Origin": "https://finder.example"}
ASKING = {**ORIGIN, "Access-Control-Request-Method": "GET"}
CLOSED = ["/notes", "/page", "/slow", "/health/live", "/openapi.json", "/metrics", "/nothing"]


def said(reply: Reply) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name.startswith("Access-Control")}


@pytest.mark.parametrize(
    ("query", "status"), [("", 200), ("?number=1", 404), ("?number=x", 422), ("?made=up", 422), ("?a", 400)]
)
def test_whatever_an_open_route_answers_may_be_read_by_any_page(stage: Stage, query: str, status: int) -> None:
    reply = stage.call("GET", f"/board{query}", headers=ORIGIN)
    assert (reply.status, reply.headers["Access-Control-Allow-Origin"]) == (status, "*")
    assert "Access-Control-Allow-Credentials" not in reply.headers


def test_a_browser_that_asks_beforehand_learns_that_it_may_only_read(stage: Stage) -> None:
    reply = stage.call("OPTIONS", "/board", headers=ASKING)
    assert (reply.status, said(reply)["Access-Control-Allow-Origin"]) == (204, "*")
    assert said(reply)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" not in said(reply)["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST", "HEAD"])
@pytest.mark.parametrize("path", CLOSED)
def test_no_other_route_says_a_word_to_other_pages(stage: Stage, method: str, path: str) -> None:
    assert said(stage.call(method, path, headers=ASKING)) == {}


@pytest.mark.parametrize(
    "route",
    [
        {"method": "POST", "allow": {"anyone": "any"}},
        {"method": "GET", "allow": {"family": "own"}},
        {"method": "GET", "allow": {"anyone": "any", "family": "own"}},
        {"method": "GET", "allow": {"anyone": "any"}, "purposes": ("reminder",)},
    ],
)
def test_only_what_anybody_may_read_can_be_opened(route: dict[str, Any]) -> None:
    shape = {"path": "/x", "name": "x", "summary": "", "handler": lambda: None, **route}
    Route(**shape)
    with pytest.raises(ValueError, match="open to the web"):
        Route(**shape, open_to_the_web=True)


def test_one_closed_route_closes_the_place() -> None:
    shape: dict[str, Any] = {"path": "/x", "name": "x", "summary": "", "handler": lambda: None}
    read = Route(method="GET", allow={"anyone": "any"}, open_to_the_web=True, **shape)
    write = Route(method="POST", allow={"family": "own"}, **shape)
    assert Place({"GET": read}).open_to_the_web
    assert not Place({"GET": read, "POST": write}).open_to_the_web
