"""Putting what the rows say to the schemas of the requests, and finding the cell that a fault belongs to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from contracts.fields import faults
from contracts.refusals import Refused
from contracts.text import cpr_shaped
from enrollment.importing.columns import Column
from enrollment.importing.rows import Fault, Group

# The lists of the requests that have an item for each row; those of others, such as languages, share a cell.
OF_A_ROW = re.compile(r"(?:members|asked)\.([0-9]+)")


@dataclass(frozen=True)
class Cells:
    """Where in a file of these columns something belongs; `called` says which column a field of a schema stands in."""

    columns: Mapping[str, Column]
    tie: str
    called: Mapping[str, str]

    def checked(self, group: Group, schema: Any, said: Mapping[str, Any]) -> Any:
        """What the schema makes of what the rows say; None, and faults of the group, if it says no."""
        try:
            return schema.load(said)
        except ValidationError as wrong:
            for path, code in faults(wrong):
                self._refuse(group, path, code)

    def blame(self, group: Group, refused: Refused) -> Fault:
        """Where a rule's no belongs."""
        path = refused.field or ""
        column = self.called.get(refused.code) or self._column(path) or self.tie
        return Fault.of(refused, group.row(_place(path)).number, column, group.texts())

    def _refuse(self, group: Group, path: str, code: str) -> None:
        """A path such as `members.1.born` is about the second row of the group."""
        row, column = group.row(_place(path)), self._column(path)
        said = next((each.texts[column] for each in (row, *group.rows) if column in each.texts), "")
        group.refuse(Fault(row.number, column, "cpr_not_stored" if cpr_shaped(said) else code))

    def _column(self, path: str) -> str:
        parts = [part for part in path.split(".") if not part.isdigit()]
        for name in (".".join(parts), *reversed(parts)):
            name = self.called.get(name, name)
            if name in self.columns:
                return name
        return ""


def as_they_stand(group: Group, tie: str) -> None:
    """What is wrong with rows whatever they are about."""
    for row in group.rows:
        if row.astray:
            group.refuse(Fault(row.number, "", "cell_without_column"))
    if not group.reference:
        group.refuse(Fault(group.first, tie, "required"))
    elif cpr_shaped(group.reference):
        group.refuse(Fault(group.first, tie, "cpr_not_stored"))


def _place(path: str) -> int:
    found = OF_A_ROW.match(path)
    return int(found[1]) if found else 0
