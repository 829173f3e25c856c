"""`make bench`: rounds on RabbitMQ and PostgreSQL and on the embedded default in turn; medians beside the spike's."""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import (
    activities,
    candidates,
    eligibility,
    feeds,
    importing,
    matching,
    measures,
    needs,
    reading,
    responsive,
    series,
)
from tests.bench.measures import SPIKE, Figures, Round, memory_at_rest
from tests.servers import PostgreSQL, RabbitMQ

WIDTH = 110
Start = Callable[..., AbstractContextManager[Any]]
#: The small services, and then the real ones.
SETUPS: dict[str, tuple[Start, Start]] = {
    "rabbitmq + postgresql": (measures.on_servers, needs.on_servers),
    "embedded": (measures.embedded, needs.embedded),
}


def main() -> None:
    options = _options()
    with PostgreSQL() as postgres, TemporaryDirectory() as folder:
        kept = importing.play(Path(folder), postgres, options.rows) | reading.play(Path(folder), postgres)
        kept |= responsive.play(Path(folder), postgres) | candidates.play(Path(folder), postgres)
        kept |= feeds.play(Path(folder), postgres, options.meetings)
        kept |= series.play(Path(folder), postgres)
        kept |= matching.play(Path(folder), [size for size in matching.SIZES if size <= options.people])
        kept |= activities.play(Path(folder), postgres, options.meetings)
    rounds = list(_rounds(options.rounds, options.events))
    medians = {setup: _medians([one.figures for one in rounds if one.setup == setup]) for setup in SETUPS}
    rest = memory_at_rest()
    alone = eligibility.play() | kept
    _print(medians, {"five services at rest, MB": rest, **alone}, options)
    Path("bench.json").write_text(
        json.dumps(
            {"medians": medians, "memory_at_rest_mb": rest, "alone": alone, "rounds": [vars(one) for one in rounds]},
            indent=1,
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=100_000, help="the largest pool that is matched")
    parser.add_argument("--meetings", type=int, default=feeds.MEETINGS, help="among which people look and book")
    return parser.parse_args()


def _rounds(rounds: int, events: int) -> Iterator[Round]:
    with ExitStack() as stack:
        servers = stack.enter_context(RabbitMQ()), stack.enter_context(PostgreSQL())
        for number in range(rounds):
            for setup, (small, real) in SETUPS.items():
                Console(stderr=True).print(f"round {number + 1} of {rounds}: {setup} …")
                with TemporaryDirectory() as folder, small(Path(folder), *servers) as pair:
                    figures = measures.play(pair, events)
                with TemporaryDirectory() as folder, real(Path(folder), *servers) as house:
                    yield Round(setup=setup, figures=figures | needs.play(house, events // 10))


def _medians(figures: list[Figures]) -> Figures:
    return {name: _median([one[name] for one in figures]) for name in figures[0]}


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(median(known), 1) if known else None


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}"


def _print(medians: dict[str, Figures], alone: Figures, options: argparse.Namespace) -> None:
    title = f"medians of {options.rounds} interleaved rounds, {options.events} events each"
    table = Table("", *medians, "spike on servers", "spike embedded", title=title)
    for name in next(iter(medians.values())):
        ours = [_shown(medians[setup][name]) for setup in medians]
        table.add_row(name, *ours, *SPIKE.get(name, ("–", "–")))
    for name, value in alone.items():
        table.add_row(name, "–", _shown(value), *SPIKE.get(name, ("–", "–")))
    console = Console(width=WIDTH)
    console.print(table)
    console.print(
        "The spike's figures were measured earlier, on another machine of two cores, with a bare insert instead of an\n"
        "HTTP request before the outbox; compare them with care. 'Told' facts are committed 500 at a time. Two small\n"
        "services tell and hear; 'needs' go from enrollment to matching while all five services run.",
        highlight=False,
    )


if __name__ == "__main__":
    main()
