"""A programme as it stands: with the partners that were admitted after it was written. # S1-02"""

from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.programmes import Programme
from enrollment import queries


def with_admitted(session: Session, programme: Programme) -> Programme:
    """The programme with every partner that a family may name today. It opens nothing that no family has opened."""
    admitted = tuple(each.organisation for each in queries.partnerships(session, programme=programme.code))
    return replace(programme, partners=(*programme.partners, *admitted)) if admitted else programme
