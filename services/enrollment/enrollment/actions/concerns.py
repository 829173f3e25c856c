"""Guidance to somebody who is worried about a child: words, numbers and a day. The concern itself never enters here.

Nothing is told to anybody, and kept is only that guidance was given: when, for which municipality, to which role.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from chassis.work import Work
from contracts.fields import municipalities
from contracts.yamlfile import parse, plain
from enrollment.actions import programmes
from enrollment.domain import concerns
from enrollment.tables import Guidance


def guide_concern(work: Work, *, municipality: str, urgent: bool, who: str, programme: str | None) -> Mapping[str, Any]:
    """What to do, whom to call, and when to ask again."""
    if programme is not None:
        programmes.in_force(work, programme)
    remind_on = concerns.remind_on(work.today)
    facts = {"municipality": municipalities()[municipality], "remind_on": remind_on}
    row = Guidance(id=work.new_id(), given_on=work.today, municipality=municipality, programme=programme, role=who)
    work.session.add(row)
    words = guidance()
    first = [words["urgent"] if urgent else words["not_urgent"], words["duty_of"][who]]
    return {
        "texts": [_filled(text, facts) for text in (*first, *words["steps"])],
        "acute": [{"number": each["number"], "names": each["text"]} for each in words["acute"]],
        "municipality": municipality,
        "municipality_name": facts["municipality"],
        "remind_on": remind_on,
    }


@cache
def guidance() -> Mapping[str, Any]:
    """The words of the guidance, in Danish and English."""
    file = files("enrollment").joinpath("concern.yaml")
    words: Mapping[str, Any] = plain(parse(file), file.name)
    return words


def _filled(text: Mapping[str, str], facts: Mapping[str, Any]) -> Mapping[str, str]:
    return {language: words.format_map(_worded(facts, language)) for language, words in text.items()}


def _worded(facts: Mapping[str, Any], language: str) -> Mapping[str, str]:
    day: date = facts["remind_on"]
    return {**facts, "remind_on": f"{day.day}.{day.month}.{day.year}" if language == "da" else day.isoformat()}
