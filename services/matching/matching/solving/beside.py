"""Half of the work in a second process, where there are two cores: forked, so that it knows all that we know.

What it comes to is the same wherever it is done. A second process that ends without an answer is an error. Deliberately
not here: what the work is, and when it is worth a process.
"""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def beside(work: Callable[[], Any], is_worth_it: bool = True) -> Iterator[Callable[[], Any]]:
    """Begin some work in another process; what is given is called once, to wait for its result.

    What is not worth a process is done here, once it is waited for.
    """
    if not is_worth_it:
        yield work
        return
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(work, theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb") as answer:
        yield lambda: _received(answer, child)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make very many things that stay without looking again and again which of them could go."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _answer(work: Callable[[], Any], target: int) -> None:
    status = 1
    try:
        with os.fdopen(target, "wb") as answer:
            pickle.dump(work(), answer, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is to be ended or flushed twice


def _received(answer: Any, child: int) -> Any:
    said = answer.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError
    return pickle.loads(said)  # noqa: S301 (from our own child, through a pipe that nobody else holds)
