"""The doors of a service: short, and each route says who may come in."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Function, Source, called, functions

ROUTES = {"get", "post", "put", "patch", "delete"}
DOORS = ROUTES | {"on_event", "every", "measure"}
DOOR_LINES = 3


def thick(sources: Iterable[Source]) -> list[str]:
    """Doors that do more than translate and call."""
    return [
        source.at(door, f"door {door.name} has {lines} lines, at most {DOOR_LINES}")
        for source, door, _ in _doors(sources)
        if (lines := body_lines(door)) > DOOR_LINES
    ]


def open_to_nobody_knows_whom(sources: Iterable[Source]) -> list[str]:
    """Routes that do not say who may call them."""
    return [
        source.at(door, f"route {door.name} does not say who may call it")
        for source, door, decorator in _doors(sources)
        if called(decorator) in ROUTES and "allow" not in {keyword.arg for keyword in decorator.keywords}
    ]


def unexplained(sources: Iterable[Source]) -> list[str]:
    """Routes without the sentence that the API documentation shows."""
    return [
        source.at(door, f"route {door.name} has no docstring")
        for source, door, decorator in _doors(sources)
        if called(decorator) in ROUTES and not ast.get_docstring(door)
    ]


def elsewhere(sources: Iterable[Source]) -> list[str]:
    """Doors outside service.py and the folder `doors` it is put together from."""
    return [
        source.at(door, f"door {door.name} stands outside service.py and doors")
        for source, door, _ in _doors(sources)
        if source.layer not in ("service", "doors")
    ]


def body_lines(function: Function) -> int:
    """Lines of a function's body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _doors(sources: Iterable[Source]) -> Iterator[tuple[Source, Function, ast.Call]]:
    for source in sources:
        if source.path.parts[0] == "services":
            for function in functions(source):
                for decorator in function.decorator_list:
                    if isinstance(decorator, ast.Call) and called(decorator) in DOORS:
                        yield source, function, decorator
