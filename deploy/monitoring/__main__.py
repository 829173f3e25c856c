"""`python -m deploy.monitoring` writes the dashboard and the rules of rhythms; `--check` only compares."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from contracts.programmes import load
from deploy.monitoring.dashboard import dashboard
from deploy.monitoring.rhythms import rules
from deploy.monitoring.story import STORY, TITLE

HOME = Path(__file__).parent
PATH = HOME / "dashboards" / "story.json"
RHYTHMS = HOME / "rules" / "rhythms.yaml"


def generated() -> Mapping[Path, str]:
    """Each file as it should be."""
    drawn = json.dumps(dashboard("samspil-story", TITLE, STORY), indent=1, ensure_ascii=False) + "\n"
    return {PATH: drawn, RHYTHMS: rules(load())}


def main(words: list[str]) -> int:
    """The exit status: 1 when a committed file differs."""
    wrong = [path for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in wrong:
        if "--check" not in words:
            path.write_text(generated()[path], encoding="utf-8")
        else:
            sys.stderr.write(f"{path.name} is out of date: run python -m deploy.monitoring\n")
    return 1 if wrong and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
