"""What all tables of this service share: the words about personal columns. Deliberately not here: any table."""

from sqlalchemy.orm import DeclarativeBase

PSEUDONYM = {
    "personal": True,
    "retention": "as long as the meeting is counted; the id means nothing without its owner",
    "readers": ["coordinator of the organisation", "those who take part"],
}
PLACE = {
    "personal": True,
    "retention": "`place_days` days after the meeting, then emptied by a timer",
    "readers": [
        "coordinator of the organisation",
        "those who take part",
        "services of the organisation",
    ],
}


class Tables(DeclarativeBase):
    """The tables of this service."""
