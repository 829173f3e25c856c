"""Texts of this release without what earlier ones could not say."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from typing import Any

from contracts.programmes.kept import may_be_unsaid
from contracts.programmes.parts.meetings import Course, MeetingKind, Rhythm

LATER = (
    r"^matching:\n(?:  .*\n)+",
    r"^    group:\n      at_least: .*\n      at_most: .*\n",
    r"^    (?:point|employed|at_most): .*\n",
    r"^activities:\n(?:  .*\n)+",
    r"^  (?:consent_days|warn_days|renew_after_pause_days): .*\n",
)
# What a section can say since it has its `activities`, and may leave unsaid.
UNSAID: dict[str, type[Any]] = {
    "meetings": MeetingKind,
    "rhythms": Rhythm,
    "courses": Course,
}


def older(text: str) -> str:
    """A text of this release as an earlier one would have it."""
    for pattern in LATER:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    for section, shape in UNSAID.items():
        text = re.sub(rf"^{section}:\n(?:  .*\n)+", partial(_less, shape=shape), text, flags=re.MULTILINE)
    return text


def may_be_left_out(section: str) -> list[str]:
    """The keys that a text may leave out in an entry of a section."""
    return [field.name for field in fields(UNSAID[section]) if may_be_unsaid(UNSAID[section], field.name)]


def unsaid(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Entries of a section as they are when everything is left out that may be."""
    return {key: _bare(entry) for key, entry in entries.items()}


def _bare(entry: Any) -> Any:
    said = [field.name for field in fields(entry) if not may_be_unsaid(type(entry), field.name)]
    return type(entry)(**{name: getattr(entry, name) for name in said})


def _less(section: re.Match[str], shape: type[Any]) -> str:
    """The section without what its shape has a usual value for."""
    usual = "|".join(field.name for field in fields(shape) if may_be_unsaid(shape, field.name))
    return re.sub(rf"^    (?:{usual}):.*\n(?:      .*\n)*", "", section[0], flags=re.MULTILINE)
