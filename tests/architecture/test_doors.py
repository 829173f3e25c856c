"""Doors are thin and guarded, and the guards that say so can fail."""

from tests.architecture.doors import elsewhere, open_to_nobody_knows_whom, thick, unexplained
from tests.architecture.sources import SERVICES, Source, product, snippet

DOOR = '''
class Matching:
    @get("/matches/{match_id}", allow=access.READ_MATCH, reply=schemas.Match)
    def match(self, work, request):
        """Show a match."""
        one = 1
        two = 2
        return queries.match(work.session, request.path["match_id"])
'''


def test_every_door_only_translates() -> None:
    assert thick(product()) == []


def test_every_route_says_who_may_call_it() -> None:
    assert open_to_nobody_knows_whom(product()) == []


def test_every_route_says_what_it_does() -> None:
    assert unexplained(product()) == []


def test_doors_stand_in_the_service_and_its_doors_only() -> None:
    assert elsewhere(product()) == []
    assert {source.distribution for source in product() if source.path.name == "service.py"} == set(SERVICES)


def test_a_good_door_is_fine() -> None:
    for guard in (thick, open_to_nobody_knows_whom, unexplained, elsewhere):
        assert not guard(door(DOOR))


def test_a_thick_door_is_found() -> None:
    assert thick(door(DOOR.replace("        one = 1\n", "        one = 1\n        three = 3\n")))


def test_a_long_call_in_a_door_counts_by_its_lines() -> None:
    assert thick(door(DOOR.replace("two = 2", "two = call(\n            1,\n        )")))


def test_a_route_without_allow_is_found() -> None:
    assert open_to_nobody_knows_whom(door(DOOR.replace(" allow=access.READ_MATCH,", "")))


def test_a_route_without_a_sentence_is_found() -> None:
    assert unexplained(door(DOOR.replace('        """Show a match."""\n', "")))


def test_a_door_elsewhere_is_found() -> None:
    assert elsewhere(snippet("services/matching/matching/actions.py", DOOR))
    assert not elsewhere(snippet("services/matching/matching/doors/matches.py", DOOR))


def door(text: str) -> list[Source]:
    return snippet("services/matching/matching/service.py", text)
