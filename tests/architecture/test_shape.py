"""Files, functions and names are as the design asks, and the guards that say so can fail."""

import pytest

from tests.architecture.shape import empty_names, long_files, long_functions, without_docstring
from tests.architecture.sources import house, snippet


def test_no_file_is_too_long() -> None:
    assert long_files(house()) == []


def test_no_function_is_too_long() -> None:
    assert long_functions(house()) == []


def test_every_module_says_what_is_in_it() -> None:
    assert without_docstring(house()) == []


def test_names_mean_something() -> None:
    assert empty_names(house()) == []


def test_a_long_file_is_found() -> None:
    assert long_files(snippet("tests/test_x.py", "x = 1\n" * 301))
    assert not long_files(snippet("tests/test_x.py", "x = 1\n" * 300))


def test_a_long_function_is_found_in_the_product() -> None:
    text = "def story():\n" + "    x = 1\n" * 40
    assert long_functions(snippet("chassis/chassis/x.py", text))
    assert not long_functions(snippet("tests/test_x.py", text))
    assert not long_functions(snippet("chassis/chassis/x.py", text.replace("    x = 1\n", "", 1)))


def test_a_module_without_docstring_is_found() -> None:
    assert without_docstring(snippet("chassis/chassis/x.py", "# only a comment\nx = 1\n"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("chassis/chassis/utils.py", ""),
        ("chassis/chassis/x.py", "class FamilyManager: ..."),
        ("chassis/chassis/x.py", "class BaseService: ..."),
        ("chassis/chassis/x.py", "class Outer:\n    class MeetingDTO: ..."),
        ("chassis/chassis/x.py", "def date_helper(): ..."),
    ],
)
def test_an_empty_name_is_found(path: str, text: str) -> None:
    assert empty_names(snippet(path, text))


@pytest.mark.parametrize("text", ["class Database: ...", "def based_on(): ...", "class Distributed: ...", "helper = 1"])
def test_a_name_that_only_looks_like_one_is_fine(text: str) -> None:
    assert not empty_names(snippet("chassis/chassis/x.py", text))
