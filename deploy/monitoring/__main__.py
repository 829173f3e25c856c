"""`python -m deploy.monitoring` writes the dashboard; `--check` only compares it with what is committed."""

import json
import sys
from pathlib import Path

from deploy.monitoring.dashboard import dashboard
from deploy.monitoring.story import STORY, TITLE

PATH = Path(__file__).parent / "dashboards" / "story.json"


def generated() -> str:
    """The dashboard's file as it should be."""
    return json.dumps(dashboard("samspil-story", TITLE, STORY), indent=1, ensure_ascii=False) + "\n"


def main(words: list[str]) -> int:
    """The exit status: 1 when the committed file differs."""
    if "--check" not in words:
        PATH.write_text(generated(), encoding="utf-8")
    elif not PATH.exists() or PATH.read_text(encoding="utf-8") != generated():
        sys.stderr.write(f"{PATH.name} is out of date: run python -m deploy.monitoring\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
