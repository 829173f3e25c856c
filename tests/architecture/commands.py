"""What the command line understands, and whether a line that a document shows would be understood."""

import shlex
from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from chassis.cli import app

UsageError: Any = typer.BadParameter.__base__  # typer brings its own click and shows only this much of it


def commands() -> set[str]:
    """Every command of `samspil`, those of a group after the group's name."""
    everything: Any = get_command(app)
    return {found for name, command in everything.commands.items() for found in _within(name, command)}


def misunderstood(code: str) -> Iterator[str]:
    """Lines of `samspil` that it would refuse. A line with a placeholder, or with a name alone, is no line to type."""
    for line in map(str.strip, code.splitlines()):
        words = shlex.split(line, comments=True) if line.startswith("samspil ") else []
        if len(words) > 2 and not any(set(word) & set("<…$") for word in words):
            try:
                _parse(get_command(app), words[1:])
            except UsageError as refusal:
                yield f"{line}: {refusal.format_message()}"


def _parse(command: Any, words: list[str]) -> None:
    while hasattr(command, "commands"):
        name, *words = words
        if name not in command.commands:
            raise UsageError(f"there is no command {name}")
        command = command.commands[name]
    command.make_context(command.name, words)


def _within(name: str, command: Any) -> list[str]:
    return [f"{name} {inner}" for inner in getattr(command, "commands", ())] or [name]
