"""About however many people something is asked, no statement holds more values than a database takes."""

from sqlalchemy import event

from matching.actions.knowing import needs_known, volunteers_known
from matching.queries import portions, runs
from tests.matching.make import CODE, NEED, VIBEKE, uid
from tests.matching.town import Town

#: More than either database takes in one statement.
MANY = 70_000
FEWEST_OF_THE_TWO = 32_766


def test_more_ids_than_a_statement_takes_are_asked_about_in_portions() -> None:
    town = Town()
    town.has_volunteer()
    town.has_need()
    longest: list[int] = []
    ids = [uid(str(number)) for number in range(MANY)]
    with town.look() as work:
        event.listen(
            town.rehearsal.store.engine, "before_cursor_execute", lambda *said: longest.append(len(said[3] or ()))
        )
        [need] = needs_known(work, runs.still_waiting(work.session, CODE, [*ids, NEED]))
        [present] = runs.still_present(work.session, CODE, [*ids, VIBEKE])
        [known, *others] = volunteers_known(work, [present] * (portions.PORTION + 1))
    assert (need.id, known.id, len(known.outcomes)) == (NEED, VIBEKE, 5)
    assert others[-1] == known
    assert portions.PORTION < max(longest) < FEWEST_OF_THE_TWO
