"""What the command line understands, as documents call it."""

from typing import Any

from typer.main import get_command

from chassis.cli import app


def commands() -> set[str]:
    """Every command of `samspil`, those of a group after the group's name."""
    everything: Any = get_command(app)
    return {found for name, command in everything.commands.items() for found in _within(name, command)}


def _within(name: str, command: Any) -> list[str]:
    return [f"{name} {inner}" for inner in getattr(command, "commands", ())] or [name]
