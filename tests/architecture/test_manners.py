"""The repository has manners, and the guards that say so can fail."""

import subprocess

import pytest

from tests.architecture.manners import machine_paths, skipping, sleeping, unfinished
from tests.architecture.sources import ROOT, house, snippet

THIS = "tests/architecture/test_manners.py"


def test_nothing_is_left_unfinished() -> None:
    assert unfinished(texts()) == []


def test_no_path_of_one_machine_is_written_down() -> None:
    assert machine_paths(texts()) == []


def test_no_test_skips() -> None:
    assert skipping(house()) == []


def test_no_test_sleeps() -> None:
    assert sleeping(house()) == []


@pytest.mark.parametrize("line", ["# TODO: later", "x = 1  # FIXME", "<!-- XXX -->"])
def test_unfinished_business_is_found(line: str) -> None:
    assert unfinished({"README.md": line})


@pytest.mark.parametrize("line", ["cd /root/samspil", "see /work/x", "FOO=/home/me/x", "/tmp/venv/bin/python"])
def test_a_path_of_one_machine_is_found(line: str) -> None:
    assert machine_paths({"README.md": line})


@pytest.mark.parametrize("line", ["https://example.dk/root/x", "GET /workplaces", "services/home/x", "~/work/x"])
def test_a_path_that_is_none_is_fine(line: str) -> None:
    assert not machine_paths({"README.md": line})


@pytest.mark.parametrize(
    "line", ["pytest.skip('no server')", "@pytest.mark.skip\ndef test(): ...", "pytest.importorskip('x')"]
)
def test_a_test_that_may_not_run_is_found(line: str) -> None:
    assert skipping(snippet("tests/chassis/test_x.py", line))


@pytest.mark.parametrize("line", ["time.sleep(1)", "sleep(0.1)", "eventlet.sleep(seconds)"])
def test_a_test_that_sleeps_is_found(line: str) -> None:
    assert sleeping(snippet("tests/chassis/test_x.py", line))


def test_letting_others_run_is_no_sleep() -> None:
    assert not sleeping(snippet("tests/chassis/test_x.py", "eventlet.sleep(0)"))


def texts() -> dict[str, str]:
    """Every text file that git keeps, but the examples above."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, timeout=30).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name and name != THIS]
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="ignore")
        for path in paths
        if path.is_file()
    }
