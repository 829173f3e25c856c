"""What one import came to: totals, and the first faults with their words. Nothing of what stands in the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.refusals import catalogue
from enrollment.importing.rows import Fault, Group, Outcome

FIRST = 20


@dataclass
class Tally:
    """Counts of rows, and of what the rows are about, by what became of them."""

    dry_run: bool
    rows: int = 0
    entered: int = 0
    already_done: int = 0
    refused: int = 0
    refused_rows: int = 0
    written: bool = False
    errors: list[Mapping[str, Any]] = field(default_factory=list)

    def note(self, group: Group, title: Callable[[str], str]) -> None:
        """One more has been dealt with."""
        self.rows += len(group.rows)
        self.entered += group.outcome == Outcome.ENTERED
        self.already_done += group.outcome == Outcome.ALREADY_DONE
        if group.outcome == Outcome.REFUSED:
            self.refused += 1
            self.refused_rows += len(group.rows)
            self.errors += [shown(fault, title) for fault in group.faults[: FIRST - len(self.errors)]]

    def document(self) -> dict[str, Any]:
        """As it is answered."""
        return vars(self) | {"errors": list(self.errors)}


def shown(fault: Fault, title: Callable[[str], str]) -> Mapping[str, Any]:
    """A fault with its words in both languages."""
    words = catalogue()[fault.code]
    return {
        "row": fault.row,
        "column": title(fault.column) if fault.column else None,
        "code": fault.code,
        "rule": fault.rule or words.row,
        "text": {language: words.text(language, fault.because) for language in ("da", "en")},
        "would_change": {language: words.remedy(language, fault.because) for language in ("da", "en")},
    }
