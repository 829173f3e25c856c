"""A family asks for contact itself: the first door through which a name comes."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas
from enrollment.doors.paging import following


class Entry:
    """A family asks for contact itself: the first door through which a name comes."""

    @post("/contacts", allow=access.ASK_FOR_CONTACT, body=schemas.NewContact, reply=schemas.Contact, status=201)
    def ask_for_contact(self, work: Work, request: Request) -> Any:
        """Ask, as a family, to meet the coordinator."""
        return actions.ask_for_contact(work, **request.body)

    @get("/contacts", allow=access.READ_CONTACT, reply=schemas.WaitingContact, paged=True)
    def list_contacts(self, work: Work, request: Request) -> Any:
        """List the requests that wait, without names, and how long each has waited."""
        return actions.waiting_contacts(work, **following(request))

    @get(
        "/contacts/{contact_id}",
        allow=access.READ_CONTACT,
        reply=schemas.ContactWithName,
        purposes=access.READING_PURPOSES,
    )
    def contact(self, work: Work, request: Request) -> Any:
        """See who has asked for contact."""
        return actions.contact(work, request.path["contact_id"])

    @post("/contacts/{contact_id}/withdrawal", allow=access.TAKE_BACK_CONTACT)
    def take_back_contact(self, work: Work, request: Request) -> Any:
        """Ask no longer; what was said of oneself is forgotten at once."""
        return actions.take_back_contact(work, request.path["contact_id"])
