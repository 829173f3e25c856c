"""Going through a file: once to see whether it can be read at all, then in transactions of some families each.

A dry run is the same pass, taken back at the end of each transaction. A real run begins with one, and writes nothing
when anything was refused in it, unless it has been told to pass over what is faulty.
"""

import pickle
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.importing.columns import Column, Heading
from enrollment.importing.files import Table
from enrollment.importing.limits import Limits
from enrollment.importing.returning import Returned
from enrollment.importing.rows import Apart, Fault, Group, Outcome, rows, together
from enrollment.importing.tally import Tally

Transact = Callable[[Callable[[Work], Any]], Any]
Chunk = list[Group]
Found = list[tuple[Outcome, Fault | None]]


class Kind(Protocol):
    """What a file is about: how its rows are understood and entered, one file a kind."""

    @property
    def columns(self) -> Mapping[str, Column]: ...
    @property
    def tie(self) -> str: ...
    @property
    def given(self) -> Mapping[str, str]: ...

    def owner(self, work: Work) -> str: ...
    def read(self, group: Group, owner: str) -> None: ...
    def known(self, work: Work, ids: Collection[UUID]) -> Collection[UUID]: ...
    def terms(self, work: Work) -> Any: ...
    def enter(self, work: Work, terms: Any, group: Group) -> Any: ...
    def keep(self, work: Work, fit: Sequence[Any], /) -> None: ...
    def blame(self, group: Group, refused: Refused) -> Fault: ...


class Import:
    """One file that can be read, of one kind.

    Raises:
        Refused: the file as a whole cannot be taken; nothing of it has been.
    """

    def __init__(self, table: Table, kind: Kind, limits: Limits) -> None:
        self.table, self.kind, self.limits = table, kind, limits
        first = next(table.lines(), None)
        if first is None:
            raise Refused("file_empty")
        self.heading = Heading(first, kind.columns, kind.given)
        self._apart = Apart()
        self.rows = sum(1 for _ in self._survey())

    def run(
        self,
        transact: Transact,
        *,
        dry_run: bool,
        skip_faulty: bool = False,
        returned: Returned | None = None,
        progress: Callable[[int], object] = lambda _rows: None,
    ) -> Tally:
        """Try the file, and unless this is a dry run or something was refused, enter it.

        `returned` is given every row with what is wrong with it, `progress` how many rows have been gone through.
        """
        passing, tried = partial(self._pass, transact, progress), Kept()
        chunks = self._chunks(transact(self.kind.owner))
        tally: Tally = passing(
            chunks if dry_run or skip_faulty else tried.keeping(chunks),
            write=skip_faulty and not dry_run,
            returned=returned,
        )
        if not (dry_run or skip_faulty or tally.refused):
            tally = passing(tried, write=True, returned=None)
        tally.dry_run = dry_run
        return tally

    def passes(self, *, dry_run: bool, skip_faulty: bool) -> int:
        """How often a run goes through the file, at most."""
        return 1 if dry_run or skip_faulty else 2

    def _survey(self) -> Iterator[None]:
        for number, row in enumerate(rows(self.table.lines(), self.heading), 1):
            if number > self.limits.rows:
                raise Refused("too_many_rows", rows=self.limits.rows)
            self._apart.note(row.texts.get(self.kind.tie, ""))
            yield

    def _chunks(self, owner: str) -> Iterator[Chunk]:
        groups = together(rows(self.table.lines(), self.heading), self.kind.tie)
        while chunk := list(islice(groups, self.limits.chunk)):
            self._read(chunk, owner)
            yield chunk

    def _pass(
        self,
        transact: Transact,
        progress: Callable[[int], object],
        chunks: Iterable[Chunk],
        *,
        write: bool,
        returned: Returned | None,
    ) -> Tally:
        tally = Tally(dry_run=not write)
        for chunk in chunks:
            for group, (outcome, fault) in zip(chunk, transact(partial(self._enter, chunk, write)), strict=True):
                group.outcome = outcome
                group.faults += [fault] if fault else []
                tally.note(group, self.heading.title)
                if returned:
                    returned.add(group)
            progress(sum(len(group.rows) for group in chunk))
        tally.written = write and tally.entered > 0
        return tally

    def _read(self, chunk: Iterable[Group], owner: str) -> None:
        for group in chunk:
            self.kind.read(group, owner)
            if group.reference in self._apart:
                group.refuse(Fault(group.first, self.kind.tie, "rows_apart"))
                group.told = None

    def _enter(self, chunk: Sequence[Group], write: bool, work: Work) -> Found:
        """One transaction: it may be tried again, so it changes nothing but the database."""
        terms = self.kind.terms(work)
        known = self.kind.known(work, [group.id for group in chunk if group.told])
        fit: list[Any] = []
        found = [self._entered(work, terms, group, known, fit.append) for group in chunk]
        self.kind.keep(work, fit)
        if not write:
            work.session.rollback()
            work.outgoing.clear()
        return found

    def _entered(
        self, work: Work, terms: Any, group: Group, known: Collection[UUID], found_fit: Callable[[Any], None]
    ) -> tuple[Outcome, Fault | None]:
        if not group.told:
            return Outcome.REFUSED, None
        if group.id in known:
            return Outcome.ALREADY_DONE, None
        try:
            found_fit(self.kind.enter(work, terms, group))
        except Refused as refused:
            return Outcome.REFUSED, self.kind.blame(group, refused)
        return Outcome.ENTERED, None


class Kept:
    """Chunks as they were understood, packed small: what has been tried is what is entered, and is not read twice."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def keeping(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The same chunks, each kept on its way."""
        for chunk in chunks:
            self._packed.append(zlib.compress(pickle.dumps(chunk), level=1))
            yield chunk

    def __iter__(self) -> Iterator[Chunk]:
        for packed in self._packed:
            yield pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed above, in this process
