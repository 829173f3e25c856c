"""The directory of offers."""

from typing import Any

from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Offers:
    """The directory of offers."""

    @post("/offers", allow=access.OFFER, body=schemas.NewOffer, reply=schemas.Offer, status=201)
    def register_offer(self, work: Work, request: Request) -> Any:
        """Put an offer of one's organisation into the directory."""
        return actions.register_offer(work, **request.body)

    @get("/offers", allow=access.ANYONE, query=schemas.OfferSearch, reply=schemas.Offer, paged=True)
    def find_offers(self, work: Work, request: Request) -> Any:
        """Look for offers by age, place, language, topic or words."""
        page: Any = request.page
        return actions.find_offers(work, request.query, after=page.after, limit=page.limit + 1)

    @get("/topics", allow=access.ANYONE, reply=schemas.Topics)
    def topics(self, _work: Work, _request: Request) -> Any:
        """See what offers can be about."""
        return actions.topics()

    @get("/offers/{offer_id}", allow=access.ANYONE, reply=schemas.Offer)
    def offer(self, work: Work, request: Request) -> Any:
        """See one offer."""
        return actions.offer(work, request.path["offer_id"])

    @put("/offers/{offer_id}", allow=access.OFFER, body=schemas.NewOffer, reply=schemas.Offer, versioned=True)
    def change_offer(self, work: Work, request: Request) -> Any:
        """Change an offer of one's organisation."""
        return actions.change_offer(work, request.path["offer_id"], request.version, **request.body)

    @post("/offers/{offer_id}/closing", allow=access.OFFER, reply=schemas.Offer)
    def close_offer(self, work: Work, request: Request) -> Any:
        """Close an offer for good."""
        return actions.close_offer(work, request.path["offer_id"])
