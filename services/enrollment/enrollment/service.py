"""The doors of enrollment, in the order of the story: told of a programme, asked for contact, enrolled, taking part."""

from collections.abc import Mapping
from typing import Any

from chassis import lookups
from chassis.doors import every, get, measure, on_event, post, put
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from enrollment import access, actions, queries, schemas

HOUR = 3600


class Enrollment:
    """Families join of their own wish: programmes in force, contacts, families, wishes, consents and needs."""

    name = "enrollment"
    settings = schemas.Settings

    @get("/programmes", allow=access.ANYONE, reply=schemas.Programmes)
    def programmes(self, work: Work, _request: Request) -> Any:
        """See every programme."""
        return actions.all_programmes(work.session)

    @get("/programmes/{code}", allow=access.ANYONE, reply=schemas.Programme)
    def programme(self, work: Work, request: Request) -> Any:
        """See one programme: what it asks for before anybody takes part."""
        return actions.programme(work.session, request.path["code"])

    @put("/programmes/{code}/in-force", allow=access.PUT_IN_FORCE, body=schemas.InForce, reply=schemas.Programme)
    def put_in_force(self, work: Work, request: Request) -> Any:
        """Put a version of a programme in force."""
        return actions.put_in_force(work, request.path["code"], **request.body)

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

    @post(
        "/families/{family_id}/consents",
        allow=access.CONSENT,
        body=schemas.NewConsent,
        reply=schemas.Family,
        status=201,
    )
    def grant(self, work: Work, request: Request) -> Any:
        """Consent that one organisation may know something for one purpose."""
        return actions.grant(work, request.path["family_id"], **request.body)

    @post("/consents/{consent_id}/withdrawal", allow=access.CONSENT, reply=schemas.Family)
    def withdraw(self, work: Work, request: Request) -> Any:
        """Withdraw a consent, at once and without a reason."""
        return actions.withdraw(work, request.path["consent_id"])

    @post(
        "/families/{family_id}/needs",
        allow=access.REGISTER_NEED,
        body=schemas.NewNeed,
        reply=schemas.Need,
        status=201,
    )
    def register_need(self, work: Work, request: Request) -> Any:
        """Ask for a volunteer's company."""
        return actions.register_need(work, request.path["family_id"], **request.body)

    @post("/needs/{need_id}/withdrawal", allow=access.REGISTER_NEED, reply=schemas.Need)
    def withdraw_need(self, work: Work, request: Request) -> Any:
        """No longer ask for it."""
        return actions.withdraw_need(work, request.path["need_id"])

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

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work: Work, event: Event) -> None:
        actions.note_match(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work: Work, event: Event) -> None:
        actions.note_end_of_match(work, event)

    @every(seconds=HOUR)
    def lapse_consents(self, work: Work) -> None:
        actions.lapse_consents(work)

    @every(seconds=HOUR)
    def forget(self, work: Work) -> None:
        actions.forget(work)

    @measure("samspil_families_taking_part", "Families that take part now.", labels=("programme",))
    def families_taking_part(self, session: Any) -> Mapping[tuple[str], int]:
        return queries.families_per_programme(session)
