"""Who takes part in the story. Everybody is invented."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4


@dataclass(frozen=True)
class Person:
    """Somebody with a role and a pseudonym; name and address are only ever told to the service that owns them."""

    name: str
    role: str
    organisation: str = "kfum"
    born: date | None = None
    email: str | None = None
    id: UUID = field(default_factory=uuid4)


def cast() -> dict[str, Person]:
    """A fresh cast: new pseudonyms for every telling."""
    people = (
        Person("Karin", "organisation_admin"),
        Person("Pia", "professional", organisation="kolding"),
        Person("Amal", "family", born=date(1988, 5, 4), email="amal@familie.example"),
        Person("Jonas", "family", born=date(1986, 11, 30), email="jonas@familie.example"),
        Person("Sara", "family", born=date(2016, 3, 12)),
        Person("Birgit", "coordinator"),
        Person("Mads", "matcher"),
        Person("Malene", "matcher"),
        Person("Vibeke", "volunteer", born=date(1979, 2, 1), email="vibeke@frivillig.example"),
        Person("Ole", "operator"),
    )
    return {person.name: person for person in people}
