"""The best set of pairs: who waits longest is seated first, and nobody who can be seated is left out for comfort.

Exact, in two rounds. First everybody who can be helped at all gets a seat, in the order of waiting, with others moving
along to make room (augmenting paths; the seated sets form a matroid, so going in order gives the best set). Then, in
the same order, each takes the best seat that leaves all the others seated. Deliberately not here: what a seat is.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Guest = TypeVar("Guest", bound=Hashable)
Table = TypeVar("Table", bound=Hashable)


def seat(choices: Mapping[Guest, Sequence[Table]], places: Mapping[Table, int]) -> dict[Guest, Table]:
    """A table for as many guests as possible.

    `choices` says for each guest, in the order of importance, which tables are possible, best first; `places` says how
    many fit at each table. The same input always gives the same seating.
    """
    seating = _Seating(choices, places)
    seated = [guest for guest in choices if seating.find_seat(guest)]
    for guest in seated:
        seating.settle(guest)
    return {guest: seating.table[guest] for guest in seated}


class _Seating(Generic[Guest, Table]):
    def __init__(self, choices: Mapping[Guest, Sequence[Table]], places: Mapping[Table, int]) -> None:
        self.choices, self.places = choices, places
        self.table: dict[Guest, Table] = {}
        # Dictionaries without values: sets that keep their order.
        self.guests: dict[Table, dict[Guest, None]] = {table: {} for table in places}
        self.settled: set[Guest] = set()

    def find_seat(self, guest: Guest) -> bool:
        """Seat a guest, others moving along if need be; False if no amount of moving helps."""
        return self._move_along([guest])

    def settle(self, guest: Guest) -> None:
        """Give a seated guest the best table that leaves everybody else seated, for good."""
        for table in self.choices[guest]:
            if table == self.table[guest] or self._change(guest, table):
                break
        self.settled.add(guest)

    def _change(self, guest: Guest, table: Table) -> bool:
        """Move a guest to this very table if somebody there can give way."""
        before = self._leave(guest)
        if self._is_free(table) or self._move_along(self._movable(table), without=table):
            self._sit(guest, table)
            return True
        self._sit(guest, before)
        return False

    def _move_along(self, starting: Iterable[Guest], without: Table | None = None) -> bool:
        """Let one of `starting` move to another table than `without`, along the shortest chain of moves there is."""
        queue = deque(starting)
        asked_by: dict[Table, Guest] = {}
        while queue:
            guest = queue.popleft()
            for table in self.choices[guest]:
                if table == without or table in asked_by:
                    continue
                asked_by[table] = guest
                if self._is_free(table):
                    self._shift(table, asked_by)
                    return True
                queue.extend(self._movable(table))
        return False

    def _shift(self, last: Table, asked_by: Mapping[Table, Guest]) -> None:
        """Everybody on the chain moves one table on; the first in it leaves a seat behind, or had none."""
        table: Table | None = last
        while table is not None and table in asked_by:
            guest = asked_by[table]
            left = self._leave(guest) if guest in self.table else None
            self._sit(guest, table)
            table = left

    def _is_free(self, table: Table) -> bool:
        return len(self.guests[table]) < self.places[table]

    def _movable(self, table: Table) -> list[Guest]:
        return [guest for guest in self.guests[table] if guest not in self.settled]

    def _sit(self, guest: Guest, table: Table) -> None:
        self.table[guest] = table
        self.guests[table][guest] = None

    def _leave(self, guest: Guest) -> Table:
        table = self.table.pop(guest)
        del self.guests[table][guest]
        return table
