"""What notifications asks of its neighbours, held against their real doors: the address, the purpose, the role."""

from typing import Any
from uuid import UUID

import pytest

from chassis import doors
from chassis.runner import known_services
from notifications.domain import errands

ANYBODY = UUID(int=1)
ADDRESSES = [
    (*owner, purpose) for owner in errands.OWNERS.values() for purpose in sorted(set(errands.PURPOSES.values()))
]


@pytest.mark.parametrize(("service", "path", "purpose"), [*ADDRESSES, *errands.LINKS.values()])
def test_whoever_is_asked_opens_the_door_for_this_purpose(service: str, path: str, purpose: str) -> None:
    asked = path.format(about=ANYBODY, person=ANYBODY).partition("?")[0]
    [route] = [each for each in routes(service) if fits(each.path, asked)]
    assert purpose in route.purposes
    assert "service" in route.allow


def routes(service: str) -> list[Any]:
    """The doors through which something is read."""
    found = doors.routes_of(known_services()[service].load()())
    return [each for each in found if each.method == "GET"]


def fits(pattern: str, path: str) -> bool:
    """Whether a path is one of these."""
    parts = list(zip(pattern.split("/"), path.split("/"), strict=False))
    same_length = pattern.count("/") == path.count("/")
    return same_length and all(expected.startswith("{") or expected == part for expected, part in parts)
