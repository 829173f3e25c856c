"""`samspil events`: what waits for a person in one service's database, and what the person decides.

The same as the operations API offers, for whoever stands beside the database.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table

from chassis import runner
from chassis.desk import Desk
from chassis.events import parking
from chassis.work import Work

app = typer.Typer(no_args_is_help=True, help="Look at events that wait for a person, and decide about them.")
Name = Annotated[str, typer.Argument(help="Name of an installed service.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def parked(name: Name, as_json: Json = False) -> None:
    """List events whose handling failed, with the reason."""
    _print(_desk(name).transact(lambda work: parking.listed(work.session), write=False), as_json)


@app.command()
def quarantined(name: Name, as_json: Json = False) -> None:
    """List deliveries that were no events."""
    _print(_desk(name).transact(lambda work: parking.quarantine_listed(work.session), write=False), as_json)


@app.command()
def retry(name: Name, id: UUID) -> None:
    """Let a parked event be tried again at once."""
    _decide(name, lambda work: parking.retry_now(work, id))


@app.command()
def discard(name: Name, id: UUID) -> None:
    """Give a parked event up for good."""
    _decide(name, lambda work: parking.remove(work.session, id))


def _desk(name: str) -> Desk:
    service, told = runner.settings_of(name)
    return runner.build(service, told).desk


def _decide(name: str, act: Callable[[Work], bool]) -> None:
    if not _desk(name).transact(act):
        typer.echo("samspil: no such event is parked", err=True)
        sys.exit(1)


def _print(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([dict(row) for row in rows], default=str))
        return
    table = Table(*(rows[0] if rows else ("nothing waits",)))
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)
