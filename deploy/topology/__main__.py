"""`python -m deploy.topology` writes the generated files; `--check` only compares them.

`python -m deploy.topology kfum --passwords FILE` prints the definitions of one organisation with its users.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from deploy.topology.definitions import Definitions, definitions
from deploy.topology.topology import Topology, TopologyError, load
from deploy.topology.users import development_users, read_passwords, users

HERE = Path(__file__).parent
DEVELOPED_FOR = "kfum"
DEVELOPMENT = HERE.parent / "overlays" / "dev" / "rabbitmq" / "definitions.json"


def main() -> int:
    """The exit status: 1 when a committed file differs or the source is wrong."""
    parser = ArgumentParser(prog="python -m deploy.topology", description=__doc__)
    parser.add_argument("organisation", nargs="?", help="print this organisation's definitions with users")
    parser.add_argument("--passwords", type=Path, help="a file with user=password, one a line")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a generated file is out of date")
    asked = parser.parse_args()
    try:
        topology = load()
        if asked.organisation:
            return _print_with_users(topology, asked.organisation, asked.passwords)
        return _compare(topology) if asked.check else _write(topology)
    except TopologyError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1


def generated(topology: Topology) -> dict[Path, str]:
    """Every generated file with its text."""
    texts = {HERE / f"definitions-{name}.json": _text(definitions(topology, name)) for name in topology.runs}
    known = development_users(topology, DEVELOPED_FOR)
    return texts | {DEVELOPMENT: _text({"users": known, **definitions(topology, DEVELOPED_FOR)})}


def _print_with_users(topology: Topology, organisation: str, passwords: Path | None) -> int:
    if organisation not in topology.runs or passwords is None:
        raise TopologyError(f"say which organisation {sorted(topology.runs)} and give --passwords")
    with passwords.open(encoding="utf-8") as lines:
        known = users(topology, organisation, read_passwords(lines))
    sys.stdout.write(_text({"users": known, **definitions(topology, organisation)}))
    return 0


def _write(topology: Topology) -> int:
    for path, text in generated(topology).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def _compare(topology: Topology) -> int:
    stale = [path for path, text in generated(topology).items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        sys.stderr.write(f"{path.name} is out of date: run python -m deploy.topology\n")
    return 1 if stale else 0


def _text(sections: Definitions) -> str:
    return json.dumps(sections, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
