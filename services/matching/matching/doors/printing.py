"""Doors to the printing room: the certificate of what a volunteer has given."""

from typing import Any

from chassis.companions import Aside
from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import proof

PDF = "application/pdf"
ROOM = Aside(
    function="matching.printing.sheets:make",
    packages=("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core"),
)


class Printing:
    """What is put on paper."""

    asides = {"printing": ROOM}

    @post(
        "/volunteers/{volunteer_id}/certificate",
        allow=access.PRINT_CERTIFICATE,
        body=schemas.CertificateWanted,
        aside="printing",
        produces=PDF,
    )
    def certificate(self, work: Work, request: Request) -> Any:
        """Print what one has given oneself, as a certificate. Nothing of it is kept."""
        return proof.certificate(work, request.path["volunteer_id"], **request.body)
