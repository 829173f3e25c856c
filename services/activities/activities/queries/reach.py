"""What a caller may know of, asked of the database so that pages are full; and where a page begins."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, select

from activities.tables import Meeting, Participant


def within_reach(caller: Any) -> ColumnElement[bool]:
    """What `Caller.reaches` answers for one meeting, asked of the database, so that pages are full."""
    own = select(Participant.meeting_id).where(Participant.person == caller.subject)
    reached = {"organisation": Meeting.organisation == caller.organisation, "own": Meeting.id.in_(own)}
    return or_(false(), *(condition for relation, condition in reached.items() if relation in caller.relations))


def after(column: Any, page: Any) -> list[ColumnElement[bool]]:
    """The condition that the rows of a page begin after the last of the one before."""
    return [column > page.after] if page.after else []
