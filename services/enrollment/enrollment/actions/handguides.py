"""Handguides: shown, and answered with what to do. Nothing of a question or an answer is kept. # S1-05"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis.work import Work
from contracts.programmes import Programme, Words
from contracts.programmes.parts.entry import Handguide
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import programmes
from enrollment.domain import handguides


def all_handguides(session: Session, code: str) -> Mapping[str, Any]:
    """The handguides of a programme, with their questions."""
    return {"items": [_as_guide(name, guide) for name, guide in programmes.known(session, code).handguides.items()]}


def follow(
    work: Work, code: str, guide: str, *, answers: Sequence[Mapping[str, Any]], area: str | None, **search: Any
) -> Mapping[str, Any]:
    """What to do in this case; `search` is which languages and ages the offers are to fit."""
    programme = programmes.known(work.session, code)
    if guide not in programme.handguides:
        raise Refused("not_found")
    told = [handguides.Answer(**answer) for answer in answers]
    if objection := handguides.objection(programme, guide, told, area):
        raise objection
    ages = {*search["ages"], *handguides.ages(programme, guide, told)}
    topics = programme.handguides[guide].topics
    return {
        "steps": _said(
            programme.handguides[guide].steps[name].text for name in handguides.steps(programme, guide, told)
        ),
        "topics": [{"code": topic, "names": programme.topics[topic]} for topic in topics],
        "offers": _offers(work, programme, area, {"ages": ages, "languages": search["languages"], "topics": topics}),
        "routes": [{"code": route, "names": words} for route, words in programme.contact_routes.items()],
        "texts": _said(programme.principles.values()),
    }


def _as_guide(name: str, guide: Handguide) -> Mapping[str, Any]:
    questions = [
        {"code": code, "names": question.text, "answer": question.answer} for code, question in guide.questions.items()
    ]
    return {"code": name, "names": guide.name, "about": guide.about, "questions": questions}


def _said(words: Iterable[Words]) -> list[Words]:
    return list(words)


def _offers(work: Work, programme: Programme, area: str | None, fitting: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    place = programme.areas[area].municipality if area else None
    found = queries.offers_that_fit(work.session, municipality=place, on=work.today, **fitting)
    return [{name: getattr(row, name) for name in ("id", "organisation", "names", "url")} for row in found]
