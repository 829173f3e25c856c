"""Small groups of young people who try a trade with a role model. Deliberately not here: clubs (`groups`)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.columns import Moment
from matching.tables.common import Tables


class Trial(Tables):
    """One group: a role model, a time of the week and a topic. Whether it has started follows from its proposals."""

    __tablename__ = "trials"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    organisation: Mapped[str] = mapped_column(String(40))
    programme: Mapped[str] = mapped_column(String(64))
    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"))
    kind: Mapped[str] = mapped_column(String(64))
    volunteer_id: Mapped[UUID] = mapped_column(ForeignKey("volunteers.id"), index=True)
    slot: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str] = mapped_column(String(64))
    #: How many must say yes before it starts, as the programme said when it was proposed. # S3-11
    at_least: Mapped[int] = mapped_column(Integer)
    proposed_at: Mapped[datetime] = mapped_column(Moment)


class TrialMember(Tables):
    """One young person's place in a group: a proposal like any other."""

    __tablename__ = "trial_members"

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    trial_id: Mapped[UUID] = mapped_column(ForeignKey("trials.id"), index=True)
