"""Reading who stands together: the pairs of all open proposals and running matches."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.domain import facts
from matching.queries import needs, volunteers
from matching.tables import STANDING, Need, Proposal, Volunteer


def standing(session: Session) -> list[tuple[str, facts.Need, facts.Volunteer]]:
    """The programme and the need of every volunteer who is proposed or matched to one."""
    query = select(Need, Volunteer).join(Proposal, Proposal.need_id == Need.id)
    query = query.join(Volunteer, Volunteer.id == Proposal.volunteer_id).where(Proposal.state.in_(STANDING))
    rows = session.execute(query.order_by(Need.id)).all()
    asks = needs.as_facts(session, [need for need, _ in rows])
    offers = volunteers.as_facts(session, [volunteer for _, volunteer in rows])
    return list(zip([volunteer.programme for _, volunteer in rows], asks, offers, strict=True))
