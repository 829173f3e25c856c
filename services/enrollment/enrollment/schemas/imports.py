"""Files that are imported, and what an import comes to."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from contracts.common import FIRST_MEETINGS
from contracts.fields import Strict, content, count, day, list_of, municipality, nested, slug, text, word, yes_no
from enrollment.schemas.programmes import Words

MOST_BYTES = 512 * 1024  # of the file; 700 kB once it is written as base64


class ImportedAsk(Strict):
    """That a family itself has asked, when and by which contact route: the first thing an imported row must say."""

    asked_on = day(null=True)
    contact_route = slug(null=True)
    wanted = word(FIRST_MEETINGS, null=True)
    asked = list_of(yes_no(), means="Who of the family asked, in the order of its rows; the first if nobody is marked.")


class NewImport(Strict):
    """A file of families or offers, and what holds for all families where the file has no column for it."""

    kind = word(("families", "offers"))
    format = word(("csv", "xlsx"))
    content = content(MOST_BYTES)
    programme = slug(null=True, means="Which families enter; offers belong to none.")
    area = slug(null=True)
    municipality = municipality(null=True)
    dry_run = yes_no(default=True, means="Only try: the same is done and then taken back.")
    skip_faulty = yes_no(default=False, means="Enter what is right even if something else is refused.")

    @validates_schema
    def families_enter_a_programme(self, data: Mapping[str, Any], **_: Any) -> None:
        """Families need a programme to enter."""
        if data["kind"] == "families" and not data["programme"]:
            raise ValidationError("required", "programme")


class ImportFault(Strict):
    """What is wrong with one row of a file. Nothing of what stands there is repeated."""

    row = count(1, means="As the spreadsheet counts; the heading is row 1.")
    column = text(200, null=True, means="As the file calls it.")
    code = slug()
    rule = text(10, null=True, means="The source row that asks for it.")
    text = nested(Words)
    would_change = nested(Words)


class ImportAnswer(Strict):
    """What an import came to. The rows of a family stand or fall together."""

    dry_run = yes_no()
    written = yes_no(means="Whether anything was entered.")
    rows = count()
    entered = count(means="Families or offers entered, or in a dry run found fit to be.")
    already_done = count(means="Those that an earlier run has entered; nothing about them was changed.")
    refused = count(means="Families or offers refused.")
    refused_rows = count()
    errors = nested(ImportFault, many=True, means="The first twenty.")
    content = content(16 * MOST_BYTES, null=True, means="The whole file with a column of errors, if there are any.")
