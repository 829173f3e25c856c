"""The code on paper: only who handed it out can have it printed, with the code itself, of which we keep a digest."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, programmes
from enrollment.domain import codes, sheets
from enrollment.tables import Information


def print_code(work: Work, information_id: UUID, *, code: str, sheet: str, language: str) -> Mapping[str, Any]:
    """The order for a sheet with this code; nothing of it is kept. # S0-27"""
    row = work.session.get(Information, information_id)
    if row is None or not _handed_out_by(work, row):
        raise Refused("not_found")
    known = facts.code(row)
    if known is None or row.code_digest != codes.digest(code) or not codes.printable(known, work.today):
        raise Refused("code_not_valid", field="code")
    terms = programmes.in_force(work, row.programme)
    if objection := sheets.objection_to_printing(terms, area=row.area, sheet=sheet):
        raise objection
    letters, url = codes.printed(codes.letters(code)), work.settings["public_url"]
    way_in = sheets.way_in(terms, code=letters, last_day=known.expires_on, public_url=url)
    return {**sheets.told(terms, area=row.area, sheet=sheet, language=language), **way_in}


def sheets_and_languages() -> Mapping[str, Any]:
    """What can be printed, and in which languages."""
    named = [{"code": code, "name": name} for code, name in sheets.LANGUAGES.items()]
    return {"sheets": sheets.SHEETS, "languages": named}


def _handed_out_by(work: Work, row: Information) -> bool:
    return work.caller.organisation == row.professional_organisation and work.caller.subject == row.professional
