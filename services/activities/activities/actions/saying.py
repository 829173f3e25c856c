"""A no, or a word of warning, as one of several in an answer says it. Deliberately not here: the catalogue's words."""

from collections.abc import Mapping
from typing import Any

from contracts.refusals import Refused, catalogue


def problem(no: Refused, language: str) -> Mapping[str, Any]:
    """What speaks against it, from which row, and what would change it, in one language."""
    words = catalogue()[no.code]
    return {
        "code": no.code,
        "rule": no.rule or words.row,
        "field": no.field,
        "detail": words.text(language, no.because),
        "remedy": words.remedy(language, no.because),
    }
