"""Keeps the published schemas equal to the register, and refuses to publish a broken promise.

`python -m contracts.published` writes, with `--check` it only compares. A schema that would break a published one is
not written: give the type a new version instead. Deliberately not here: what the schemas say.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from contracts import __version__
from contracts.compatibility import breaking
from contracts.events import REGISTER
from contracts.schemas import asyncapi, event_schema

FOLDER = Path(__file__).parents[1] / "published"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 1 if something differs or would break."""
    parser = ArgumentParser(prog="python -m contracts.published", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the published files are")
    options = parser.parse_args(arguments)
    complaints = list(differences(options.folder) if options.check else publish(options.folder))
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


def artefacts() -> dict[str, str]:
    """Every published file by its path in the folder."""
    schemas = {_path(kind.type): _json(event_schema(kind)) for kind in REGISTER.values()}
    return schemas | {"asyncapi.yaml": _yaml(asyncapi(__version__))}


def broken(folder: Path) -> Iterator[str]:
    """Every way in which the register breaks what is published."""
    for file in sorted(folder.glob("schemas/*.json")):
        if file.stem not in REGISTER:
            yield f"{file.stem}: a published type is gone from the register"
            continue
        published = json.loads(file.read_text(encoding="utf-8"))
        yield from (f"{file.stem}: {reason}" for reason in breaking(published, event_schema(REGISTER[file.stem])))


def differences(folder: Path) -> Iterator[str]:
    """Every published file that is not as the register makes it."""
    expected = artefacts()
    for path, text in expected.items():
        file = folder / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            yield f"{path} is not as the register makes it; run python -m contracts.published"
    for file in folder.glob("schemas/*"):
        if f"schemas/{file.name}" not in expected:
            yield f"schemas/{file.name} belongs to no type in the register"


def publish(folder: Path) -> Iterator[str]:
    """Write every file, or nothing and say what would break."""
    if reasons := list(broken(folder)):
        yield from reasons
        yield "nothing was written; a breaking change needs a new version of the type"
        return
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    for path, text in artefacts().items():
        (folder / path).write_text(text, encoding="utf-8")


def _path(type: str) -> str:
    return f"schemas/{type}.json"


def _json(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _yaml(document: object) -> str:
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return text


if __name__ == "__main__":
    sys.exit(main())
