"""A family that is enrolled: what it wishes, what it gives, and how it leaves.

Deliberately not here: who belongs to it and where it lives (`members`), and its goodbye (`goodbyes`).
"""

from collections.abc import Mapping
from typing import Any

from chassis import lookups
from chassis.doors import every, get, measure, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, queries, schemas

HOUR = 3600


class Families:
    """A family that is enrolled: what it wishes, what it gives, and how it leaves."""

    @post("/families", allow=access.ENROL, body=schemas.NewFamily, reply=schemas.Family, status=201)
    def enrol(self, work: Work, request: Request) -> Any:
        """Enrol a family that has asked for contact. It takes part once everybody asked has said yes."""
        return actions.enrol(work, **request.body)

    @get("/families/{family_id}", allow=access.READ_FAMILY, reply=schemas.Family, purposes=access.READING_PURPOSES)
    def family(self, work: Work, request: Request) -> Any:
        """See a family and what is still missing."""
        return actions.family(work, request.path["family_id"])

    @get("/families/{family_id}/overview", allow=access.READ_OVERVIEW, reply=schemas.Overview)
    def overview(self, work: Work, request: Request) -> Any:
        """See, as a family, who knows what about us and who has looked."""
        return actions.overview(work, request.path["family_id"], lookups.about)

    @put(
        "/families/{family_id}/contact-details",
        allow=access.CHANGE_CONTACT_DETAILS,
        body=schemas.ContactDetails,
        reply=schemas.Family,
        versioned=True,
    )
    def change_contact_details(self, work: Work, request: Request) -> Any:
        """Say where and in which language to write to oneself."""
        return actions.change_contact_details(work, request.path["family_id"], request.version, **request.body)

    @post(
        "/families/{family_id}/wishes",
        allow=access.STATE_WISH,
        body=schemas.NewWish,
        reply=schemas.Family,
        status=201,
    )
    def state_wish(self, work: Work, request: Request) -> Any:
        """State one's own wish; a coordinator may note what a child has said."""
        return actions.state_wish(work, request.path["family_id"], **request.body)

    @put("/families/{family_id}/fit", allow=access.CHANGE_FAMILY, body=schemas.Fit, reply=schemas.Family)
    def say_fit(self, work: Work, request: Request) -> Any:
        """Say, or note as heard, whether the family is one the programme is for. Nothing asks why."""
        return actions.say_fit(work, request.path["family_id"], **request.body)

    @put(
        "/families/{family_id}/contributions",
        allow=access.CONTRIBUTE,
        body=schemas.Contributions,
        reply=schemas.Family,
    )
    def contribute(self, work: Work, request: Request) -> Any:
        """Say what one would like to give to the others."""
        return actions.contribute(work, request.path["family_id"], **request.body)

    @post("/families/{family_id}/leaving", allow=access.LEAVE, body=schemas.Leaving, reply=schemas.Family)
    def leave(self, work: Work, request: Request) -> Any:
        """Leave the programme, at once."""
        return actions.leave(work, request.path["family_id"], **request.body)

    @get(
        "/people/{person_id}/address",
        allow=access.READ_ADDRESS,
        reply=schemas.Address,
        purposes=access.ADDRESS_PURPOSES,
    )
    def address(self, work: Work, request: Request) -> Any:
        """Ask, as a service, where to write to somebody who has consented to it."""
        return actions.address(work, request.path["person_id"])

    @every(seconds=HOUR)
    def forget(self, work: Work) -> None:
        actions.forget(work, lookups.forget)

    @measure("samspil_families_taking_part", "Families that take part now.", labels=("programme",))
    def families_taking_part(self, session: Any) -> Mapping[tuple[str], int]:
        return queries.families_per_programme(session)
