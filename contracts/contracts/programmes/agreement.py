"""Whether a programme agrees with itself: what is named in one place stands in another, and orders are in order.

Deliberately not here: meetings, courses and rhythms (`agreement_on_meetings`), and what a value may be (`parts`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from contracts.programmes import agreement_on_meetings
from contracts.programmes.shape import Programme

Wrong: TypeAlias = tuple[str, str]
Known: TypeAlias = tuple[str, Iterable[str]]


def contradictions(programme: Programme, *, could_say: bool = True) -> Iterator[Wrong]:
    """Every (path, reason) where a programme names something it does not have, or says two things at once.

    A text that could not say yet what activities go by is not at odds with it.
    """
    for path, names, (place, known) in _references(programme):
        there = frozenset(known)
        yield from ((path, f"{name} stands nowhere under {place}") for name in names if name not in there)
    yield from _organisations(programme)
    yield from _entry(programme)
    yield from _tracks(programme)
    yield from _supply(programme)
    yield from _groups(programme)
    yield from _matching(programme)
    if could_say:
        yield from agreement_on_meetings.at_odds(programme)
    yield from _transitions(programme)
    yield from _figures(programme)


def _organisations(programme: Programme) -> Iterator[Wrong]:
    if programme.organisation in programme.partners:
        yield "partners", "the organisation is not its own partner"


def _entry(programme: Programme) -> Iterator[Wrong]:
    if "postcard" in programme.information_phase.handed and not programme.allows_route("postcard"):
        yield "information_phase.handed", "a postcard is handed over but is no contact route"
    if programme.outreach and not programme.allows_route("outreach"):
        yield "outreach", "outreach is counted but is no contact route"
    for key, consent in programme.consents.items():
        if consent.required_to_join and programme.organisation not in programme.receivers(key):
            yield f"consents.{key}.required_to_join", "joining would wait for a consent that nobody can give"
    if not programme.areas:
        yield "areas", "a programme has at least one area"


def _tracks(programme: Programme) -> Iterator[Wrong]:
    for key, track in programme.tracks.items():
        if key in _before(programme, key):
            yield f"tracks.{key}.after", "the track comes after itself"
        if key in track.excludes:
            yield f"tracks.{key}.excludes", "the track excludes itself"
        if both := sorted(set(track.after) & set(track.excludes)):
            yield f"tracks.{key}.excludes", f"{both[0]} is asked for and excluded"
        for kind, band in track.ages.items():
            if band.at_most < band.at_least:
                yield f"tracks.{key}.ages.{kind}.at_most", "the age band ends before it begins"


def _supply(programme: Programme) -> Iterator[Wrong]:
    for key, supply in programme.supply.items():
        if key in programme.tracks and not programme.tracks[key].one_to_one:
            yield f"supply.{key}", "only a track that is one to one waits for volunteers"
        if supply.pause_over_days < supply.announce_over_days:
            yield f"supply.{key}.pause_over_days", "the track would be paused before it is announced"


def _groups(programme: Programme) -> Iterator[Wrong]:
    for key, need in programme.needs.items():
        if need.group.at_most < need.group.at_least:
            yield f"needs.{key}.group.at_most", "the group is full before it is large enough"
        elif programme.tracks[need.track].one_to_one and need.group.at_most > 1:
            yield f"needs.{key}.group.at_most", "the track is one to one"


def _matching(programme: Programme) -> Iterator[Wrong]:
    matching, warned = programme.matching, programme.vetting.warn_days
    if list(matching.check_in_days) != sorted(set(matching.check_in_days)):
        yield "matching.check_in_days", "the days are not in order"
    if list(warned) != sorted(set(warned), reverse=True):
        yield "vetting.warn_days", "the days are not in order: the longest before comes first"
    if matching.ceiling_days < matching.long_wait_days:
        yield "matching.ceiling_days", "everybody would have waited equally long before anybody has waited long"


def _before(programme: Programme, track: str) -> set[str]:
    """Every track that must come before this one, step by step."""
    found: set[str] = set()
    ahead = list(programme.tracks[track].after)
    while ahead:
        if (earlier := ahead.pop()) in programme.tracks and earlier not in found:
            found.add(earlier)
            ahead += programme.tracks[earlier].after
    return found


def _transitions(programme: Programme) -> Iterator[Wrong]:
    for key, move in programme.transitions.items():
        if move.from_offer == move.to_offer:
            yield f"transitions.{key}.to_offer", "the transition leads to where it comes from"
        if (move.at_age is None) == (move.at_grade is None):
            yield f"transitions.{key}.at_age", "exactly one of at_age and at_grade is said; the other is null"


def _figures(programme: Programme) -> Iterator[Wrong]:
    for key, period in programme.periods.items():
        if period.ends <= period.begins:
            yield f"periods.{key}.ends", "the period ends before it begins"
    for key, target in programme.targets.items():
        if target.counted == "from_to" and target.value <= target.baseline:
            yield f"targets.{key}.value", "the target does not grow from its baseline"
    for key, course in programme.courses.items():
        if list(course.follow_up_days) != sorted(set(course.follow_up_days)):
            yield f"courses.{key}.follow_up_days", "the days are not in order"


def _references(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Known]]:
    """Every (path of a value, the names in it, where they must stand)."""
    yield from _to_organisations(programme)
    yield from _to_roles(programme)
    yield from _to_each_other(programme)
    yield from agreement_on_meetings.named(programme)
    yield from _of_help(programme)


def _to_organisations(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Known]]:
    known = ("organisations", programme.organisations)
    yield "organisation", (programme.organisation,), known
    yield "partners", programme.partners, known
    for key, team in programme.sparring.items():
        yield f"sparring.{key}.organisation", (team.organisation,), known
    for key, funding in programme.funding.items():
        yield f"funding.{key}.funder", (funding.funder,), known
    for key, consent in programme.consents.items():
        receivers = ("organisations", {*programme.organisations, "organisation", "partner"})
        yield f"consents.{key}.receivers", consent.receivers, receivers


def _to_roles(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Known]]:
    known = ("roles", programme.roles)
    acting = ("roles (acts_as)", {part.acts_as for part in programme.roles.values()})
    yield "information_phase.informed_by", programme.information_phase.informed_by, acting
    yield "first_contact.arranged_by", (programme.first_contact.arranged_by,), known
    yield "follow_up.by", (programme.follow_up.by,), known
    yield "plan.coordinated_by", (programme.plan.coordinated_by,), known
    for key, mandate in programme.mandates.items():
        yield f"mandates.{key}.held_by", (mandate.held_by,), known
        yield f"mandates.{key}.bodies", mandate.bodies, ("bodies", programme.bodies)


def _to_each_other(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Known]]:
    meetings, periods = ("meetings", programme.meetings), ("periods", programme.periods)
    yield "first_contact.wanted", programme.first_contact.wanted, meetings
    for key, move in programme.transitions.items():
        yield f"transitions.{key}.from_offer", (move.from_offer,), ("offers", programme.offers)
        yield f"transitions.{key}.to_offer", (move.to_offer,), ("offers", programme.offers)
        yield f"transitions.{key}.consent", (move.consent,), ("consents", programme.consents)
    for key, target in programme.targets.items():
        yield f"targets.{key}.period", (target.period,), periods
    for key, funding in programme.funding.items():
        yield f"funding.{key}.period", (funding.period,), periods
    for key, guide in programme.handguides.items():
        yield f"handguides.{key}.topics", guide.topics, ("topics", programme.topics)
        asked = [name for name, question in guide.questions.items() if question.answer == "yes_no"]
        for name, step in guide.steps.items():
            place = (f"handguides.{key}.questions that are answered yes or no", asked)
            yield f"handguides.{key}.steps.{name}.when", step.when, place


def _of_help(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Known]]:
    tracks = ("tracks", programme.tracks)
    for key, track in programme.tracks.items():
        yield f"tracks.{key}.after", track.after, tracks
        yield f"tracks.{key}.excludes", track.excludes, tracks
    for key in programme.supply:
        yield f"supply.{key}", (key,), tracks
    for key, need in programme.needs.items():
        named: Mapping[str, tuple[tuple[str, ...], Known]] = {
            "track": ((need.track,), tracks),
            "volunteers": (need.volunteers, ("volunteer_kinds", programme.volunteer_kinds)),
            "topics": (need.topics, ("topics", programme.topics)),
            "wishes": (need.wishes, ("volunteer_wishes", programme.volunteer_wishes)),
            "consent": ((need.consent,), ("consents", programme.consents)),
        }
        yield from ((f"needs.{key}.{name}", *each) for name, each in named.items())
