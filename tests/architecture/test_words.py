"""The chassis knows no domain word and Python no programme, and the guards that say so can fail."""

import pytest

from tests.architecture.sources import house, snippet
from tests.architecture.words import domain_words, programme_codes, programme_names


def test_the_chassis_knows_no_domain_word() -> None:
    assert domain_words(house()) == []


def test_no_programme_is_named_in_python() -> None:
    assert programme_codes()
    assert programme_names(house(), programme_codes()) == []


@pytest.mark.parametrize(
    "line", ["def load_family(): ...", "volunteerId = 1", "# asks the coordinator", 'kind = "meeting"', "FAMILIES = 2"]
)
def test_a_domain_word_in_the_chassis_is_found(line: str) -> None:
    assert domain_words(snippet("chassis/chassis/x.py", line))
    assert not domain_words(snippet("services/enrollment/enrollment/x.py", line))


@pytest.mark.parametrize("line", ["familiar = 1", "match text:", "intakes_nothing = 1", "import GaugeMetricFamily"])
def test_a_word_that_only_resembles_one_is_fine(line: str) -> None:
    assert not domain_words(snippet("chassis/chassis/x.py", line))


@pytest.mark.parametrize("line", ['if code == "kvartervenner":', "# as KvarterVenner asks", "class Kerteminde: ..."])
def test_a_programme_in_python_is_found(line: str) -> None:
    assert programme_names(snippet("services/matching/matching/x.py", line))
    assert not programme_names(snippet("tests/matching/test_x.py", line))


def test_the_code_of_a_programme_file_is_found() -> None:
    assert programme_names(snippet("chassis/chassis/x.py", 'x = "havnens-venner"'), ["havnens-venner"])
