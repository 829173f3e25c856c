"""Families from a spreadsheet, for coordinators without a shell; larger files go through the command line."""

from typing import Any

from chassis.doors import post
from chassis.web.request import Request
from enrollment import access, importing, schemas


class Imports:
    """Families from a spreadsheet."""

    @post("/imports", allow=access.IMPORT, body=schemas.NewImport, reply=schemas.ImportAnswer, own_transaction=False)
    def bring_in(self, transact: Any, request: Request) -> Any:
        """Try a file of families, or enter them. The same file a second time changes nothing."""
        return importing.answer(transact, language=request.language, **request.body)
