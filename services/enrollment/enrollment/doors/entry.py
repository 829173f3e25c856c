"""Before a family is enrolled: it is told of a programme, and asks for contact itself."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Entry:
    """Before a family is enrolled: it is told of a programme, and asks for contact itself."""

    @post("/informations", allow=access.INFORM, body=schemas.NewInformation, reply=schemas.Information, status=201)
    def inform(self, work: Work, request: Request) -> Any:
        """Note that a family was told of a programme, and get the code for its postcard. Nobody's identity is kept."""
        return actions.inform(work, **request.body)

    @post("/informations/{information_id}/revocation", allow=access.REVOKE_CODE)
    def revoke_code(self, work: Work, request: Request) -> Any:
        """Revoke the code of a postcard that was lost."""
        return actions.revoke_code(work, request.path["information_id"])

    @post("/contacts", allow=access.ASK_FOR_CONTACT, body=schemas.NewContact, reply=schemas.Contact, status=201)
    def ask_for_contact(self, work: Work, request: Request) -> Any:
        """Ask, as a family, to meet the coordinator."""
        return actions.ask_for_contact(work, **request.body)

    @get(
        "/contacts/{contact_id}",
        allow=access.READ_CONTACT,
        reply=schemas.ContactWithName,
        purposes=access.READING_PURPOSES,
    )
    def contact(self, work: Work, request: Request) -> Any:
        """See who has asked for contact."""
        return actions.contact(work, request.path["contact_id"])
