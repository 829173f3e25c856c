"""The command `samspil`: run and migrate services, make development keys and tokens, look at parked events."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
import yaml
from typer.core import TyperGroup
from typer.main import get_command

from chassis import green

green.patch()

from chassis import runner, settings, waiting  # noqa: E402 - sockets must be patched before they are imported
from chassis.clock import Clock  # noqa: E402
from chassis.migrate import migrate as bring_up  # noqa: E402
from chassis.web import minting  # noqa: E402
from contracts import agreed  # noqa: E402


class WithCommandsOfServices(TyperGroup):
    """The commands of the house, and those of services: a service is loaded only when its own are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *sorted(runner.known_commands())]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if entry := runner.known_commands().get(cmd_name):
            return get_command(entry.load())
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    cls=WithCommandsOfServices,
    no_args_is_help=True,
    add_completion=False,
    help=__doc__,
    pretty_exceptions_enable=False,
)
app.add_typer(waiting.app, name="events")
Names = Annotated[list[str], typer.Argument(help="Names of installed services.")]


@app.command()
def run(names: Names, migrate: Annotated[bool, typer.Option(help="Migrate first (development).")] = False) -> None:
    """Run services until stopped."""
    agreed.read_all()
    if migrate:
        _migrate(names)
    sys.exit(runner.run([runner.settings_of(name) for name in names]))


@app.command()
def migrate(names: Names) -> None:
    """Bring the databases of services to the newest version."""
    _migrate(names)


@app.command()
def packages(names: Names) -> None:
    """Print the Debian packages that services need beside Python, one a line."""
    needed = {package for name in names for package in runner.packages_of(name)}
    typer.echo("\n".join(sorted(needed)), nl=bool(needed))


@app.command()
def openapi(
    check: Annotated[bool, typer.Option(help="Only compare; exit 1 on a difference.")] = False,
) -> None:
    """Write every installed service's openapi.yaml from its doors and schemas."""
    differing = [name for name in runner.known_services() if not _same_document(name, write=not check)]
    for name in differing:
        typer.echo(f"{name}: openapi.yaml {'differs from' if check else 'now equals'} the code", err=True)
    sys.exit(1 if check and differing else 0)


@app.command()
def key(folder: Path) -> None:
    """Make a development signing key and its JWKS in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    private, public = minting.make_key()
    (folder / "signing_key.json").write_text(private, encoding="ascii")
    (folder / "signing_key.json").chmod(0o600)
    (folder / "jwks.json").write_text(public, encoding="ascii")


@app.command()
def token(
    role: Annotated[str, typer.Option()],
    organisation: Annotated[str, typer.Option()],
    subject: str = "",
    signing_key: Path = Path(".samspil/signing_key.json"),
    minutes: int = 60,
) -> None:
    """Print a development token for one role."""
    if not signing_key.exists():
        typer.echo(f"samspil: no key in {signing_key}; `samspil key {signing_key.parent}` makes one", err=True)
        sys.exit(2)
    clock = Clock()
    typer.echo(
        minting.mint(
            minting.read_key(signing_key),
            issuer=settings.ChassisSettings().fields["issuer"].load_default,
            audience=settings.ChassisSettings().fields["audience"].load_default,
            organisation=organisation,
            roles=[role],
            subject=UUID(subject) if subject else clock.new_id(),
            now=clock.now(),
            minutes=minutes,
        )
    )


def main() -> None:
    """Entry point: a wrong setting or data file ends the start with its name and the reason, not with a trace."""
    try:
        app()
    except (settings.SettingsError, agreed.FileError) as wrong:
        typer.echo(f"samspil: {wrong}", err=True)
        sys.exit(2)


def _migrate(names: list[str]) -> None:
    for name in names:
        service, told = runner.settings_of(name)
        bring_up(told["database_url"], runner.folder_of(service) / "migrations")
        typer.echo(json.dumps({"action": "migrated", "service": name}), err=True)


def _same_document(name: str, *, write: bool) -> bool:
    from chassis.testing import openapi_of

    path = runner.folder_of(runner.known_services()[name].load()) / "openapi.yaml"
    text = yaml.safe_dump(openapi_of(name), sort_keys=False, allow_unicode=True, width=120)
    same = path.exists() and path.read_text(encoding="utf-8") == text
    if write and not same:
        path.write_text(text, encoding="utf-8")
    return same
