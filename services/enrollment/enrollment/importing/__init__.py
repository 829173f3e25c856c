"""Families and offers from a spreadsheet: read as a stream, put to the same rules as every request, and given back.

`files` and `workbooks` read, `columns` and `cells` understand, `families` says what a row of its kind is, `passes`
goes through the file, `tally` counts, `returning` gives it back. Deliberately not here: rules, and database rows.
"""

from enrollment.importing.answering import FORMATS, KINDS, answer
from enrollment.importing.limits import Limits
from enrollment.importing.passes import Import, Kind
from enrollment.importing.returning import Returned, paper
from enrollment.importing.tally import Tally

__all__ = ["FORMATS", "KINDS", "Import", "Kind", "Limits", "Returned", "Tally", "answer", "paper"]
