"""Which words stand where: the chassis knows no domain word, and Python knows no programme by name."""

import re
from collections.abc import Iterable

from tests.architecture.shape import WORD
from tests.architecture.sources import ROOT, Source

# From the glossary. What is common English in code (match, need, wish, offer, area, goal, message, child) cannot
# be guarded; consent and programme are attributes of the envelope, which the chassis carries.
DOMAIN = {
    "attendance", "caseworker", "coordinator", "enrol", "enroll", "enrollment", "evaluator", "families", "family",
    "funder", "guardian", "guardians", "intake", "kommune", "matcher", "meeting", "meetings", "mentor", "municipality",
    "outreach", "postcard", "professional", "referral", "samtykke", "vetting", "volunteer", "volunteers",
}  # fmt: skip
PROMETHEUS = "MetricFamily"  # what its client calls a metric with all its labels
PROGRAMMES = {"kvartervenner", "kerteminde", "familien i fokus", "boligsocialt hus", "områdeplan", "områdeplanen"}


def domain_words(sources: Iterable[Source]) -> list[str]:
    """Domain words in the chassis: in names, texts and comments alike."""
    return [
        f"{source.path}:{number}: '{word}' is a word of the domain"
        for source in sources
        if source.distribution == "chassis"
        for number, line in enumerate(source.text.splitlines(), 1)
        for word in sorted(DOMAIN & {word.lower() for word in WORD.findall(line.replace(PROMETHEUS, ""))})
    ]


def programme_names(sources: Iterable[Source], codes: Iterable[str] = ()) -> list[str]:
    """Names or codes of programmes in Python: a programme is data."""
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted({*PROGRAMMES, *codes})), re.IGNORECASE)
    return [
        f"{source.path}:{number}: '{found.group()}' is a programme, and programmes are data"
        for source in sources
        if source.distribution != "tests"
        for number, line in enumerate(source.text.splitlines(), 1)
        if (found := names.search(line))
    ]


def programme_codes() -> list[str]:
    """The codes of the programme files that are in the house."""
    return [file.stem for file in (ROOT / "contracts/contracts/programmes").glob("*.yaml")]
