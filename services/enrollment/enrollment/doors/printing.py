"""Doors to the printing room: which sheets there are, and a sheet with a code on it."""

from typing import Any

from chassis.companions import Aside
from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas

PDF = "application/pdf"
ROOM = Aside(
    function="enrollment.printing.sheets:make",
    packages=("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core"),
)


class Printing:
    """Postcards and letters."""

    asides = {"printing": ROOM}

    @get("/sheets", allow=access.ANYONE, reply=schemas.Sheets)
    def sheets(self, _work: Work, _request: Request) -> Any:
        """See which sheets can be printed, and in which languages."""
        return actions.sheets_and_languages()

    @post(
        "/informations/{information_id}/print",
        allow=access.PRINT_CODE,
        body=schemas.NewPrint,
        aside="printing",
        produces=PDF,
    )
    def print_code(self, work: Work, request: Request) -> Any:
        """Print a code that one has handed out oneself. Neither the sheet nor the code is kept."""
        return actions.print_code(work, request.path["information_id"], **request.body)
