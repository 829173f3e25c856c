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
    return {" ".join(names) for names in _within(get_command(app))}


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
        if name not in command.list_commands(None):
            raise UsageError(f"there is no command {name}")
        command = command.get_command(None, name)
    command.make_context(command.name, words)


def _within(command: Any) -> Iterator[tuple[str, ...]]:
    """The names on the way to each command below this one; services bring groups of their own along."""
    if not hasattr(command, "commands"):
        yield ()
        return
    for name in command.list_commands(None):
        for inner in _within(command.get_command(None, name)):
            yield name, *inner
