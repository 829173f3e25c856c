"""`samspil enrollment …`: what is done beside the database of enrollment, by whoever runs it for the organisation.

Exit codes: 0 all is well, 1 rows were refused, 2 the file or the command cannot be used. Nothing of what stands in a
file is shown here; only the file that is given back holds it.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from chassis import runner
from chassis.desk import Desk
from chassis.work import Caller
from contracts.refusals import Refused, catalogue
from enrollment import importing

app = typer.Typer(no_args_is_help=True, help="What is done beside the database of enrollment.")
imports = typer.Typer(no_args_is_help=True)
app.add_typer(imports, name="import", help="Bring in what was kept in spreadsheets.")

LIMITS = importing.Limits()
LANGUAGES = ("da", "en")
SERVICE = "enrollment"

File = Annotated[Path, typer.Argument(help="A CSV or XLSX file.", exists=True, dir_okay=False, readable=True)]
Given = Annotated[str, typer.Option(help="Of every row, where the file has no such column.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only try: the same is done and then taken back.")]
SkipFaulty = Annotated[bool, typer.Option("--skip-faulty", help="Enter what is right even if something is refused.")]
Out = Annotated[Path | None, typer.Option(help="Where to write the file with a column of errors.")]
Language = Annotated[str, typer.Option(help="Of the errors: da or en.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@imports.callback()
def bring_in() -> None:
    """Bring in what was kept in spreadsheets."""


@imports.command()
def families(  # noqa: PLR0913 - the options of a command
    file: File,
    programme: Annotated[str, typer.Option(help="The programme they enter.")],
    area: Given = "",
    municipality: Given = "",
    dry_run: DryRun = False,
    skip_faulty: SkipFaulty = False,
    out: Out = None,
    language: Language = "da",
    as_json: Json = False,
) -> None:
    """Enter families that have themselves asked; each takes part once everybody asked has said yes."""
    kind = importing.KINDS["families"](programme, {"area": area, "municipality": municipality})
    _finish(partial(_import, kind, file, out, language, dry_run=dry_run, skip_faulty=skip_faulty), language, as_json)


@imports.command()
def offers(
    file: File,
    dry_run: DryRun = False,
    skip_faulty: SkipFaulty = False,
    out: Out = None,
    language: Language = "da",
    as_json: Json = False,
) -> None:
    """Put offers of one's own organisation into the directory."""
    kind = importing.KINDS["offers"]("", {})
    _finish(partial(_import, kind, file, out, language, dry_run=dry_run, skip_faulty=skip_faulty), language, as_json)


def _finish(run: Callable[[], importing.Tally], language: str, as_json: bool) -> None:
    """Run, show what it came to, and leave with the code that says it."""
    if language not in LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(LANGUAGES)}", param_hint="--language")
    try:
        tally = run()
    except Refused as refused:
        words = catalogue()[refused.code]
        said = words.text(language, refused.because), words.remedy(language, refused.because)
        typer.echo(f"samspil: {' '.join(said)}", err=True)
        sys.exit(2)
    _print(tally.document(), language, as_json)
    sys.exit(1 if tally.refused else 0)


def _import(
    kind: importing.Kind, file: Path, out: Path | None, language: str, *, dry_run: bool, skip_faulty: bool
) -> importing.Tally:
    _collect_less()
    desk = _desk()
    table = importing.FORMATS[_format(file)](lambda: file.open("rb"), LIMITS)
    found = importing.Import(table, kind, LIMITS)
    steps = found.rows * found.passes(dry_run=dry_run, skip_faulty=skip_faulty)
    with ExitStack() as stack:
        back = stack.enter_context(_returned(out, table, found, language)) if out else None
        advance = stack.enter_context(_progress(steps))
        transact = partial(desk.transact, caller=_coordinator(desk))
        return found.run(transact, dry_run=dry_run, skip_faulty=skip_faulty, returned=back, progress=advance)


def _collect_less() -> None:
    """Rows come and go in their thousands; looking for garbage among all that stays costs a third of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _format(file: Path) -> str:
    ending = file.suffix.lower().lstrip(".")
    return "xlsx" if ending == "xlsx" else "csv"


def _desk() -> Desk:
    service, told = runner.settings_of(SERVICE)
    return runner.build(service, told).desk


def _coordinator(desk: Desk) -> Caller:
    """Whoever stands beside the database acts for the organisation's coordinators."""
    roles, relations = frozenset({"coordinator"}), frozenset({"organisation"})
    return Caller(organisation=desk.organisation, roles=roles, subject=UUID(int=0), relations=relations)


@contextmanager
def _returned(out: Path, table: Any, found: importing.Import, language: str) -> Iterator[importing.Returned]:
    with out.open("wb") as target, importing.paper(target, table, scratch=out.absolute().parent) as lines:
        out.chmod(0o600)  # it holds what the file held
        yield importing.Returned(lines, found.heading, language)


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[int], object]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("rows", total=steps)
        yield partial(bar.advance, task)


def _print(document: Mapping[str, Any], language: str, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    totals = ("rows", "entered", "already_done", "refused", "refused_rows", "written")
    typer.echo(", ".join(f"{name} {document[name]}" for name in totals))
    if document["errors"]:
        table = Table("row", "column", "why not", "what to do")
        for each in document["errors"]:
            table.add_row(
                str(each["row"]), each["column"] or "", each["text"][language], each["would_change"][language]
            )
        Console().print(table)
