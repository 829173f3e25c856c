"""The process beside a service: `python -m chassis.aside package.module:function`.

It answers one request at a time, JSON in and bytes out, over its standard input and output, and ends when its input
does. It is not patched and knows no event loop: whatever it computes keeps nobody waiting but itself. Deliberately not
here: who starts it, how long it may take and what becomes of failures; that is `chassis.companions`.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from queue import SimpleQueue
from struct import Struct
from threading import Thread
from typing import Any

# On the wire: a request is its length and its JSON; an answer is an outcome, its length and its bytes.
LENGTH = Struct(">Q")
HEAD = Struct(">cQ")
DONE, FAILED, MISSING = b"D", b"F", b"M"
NICE = 5  # the service itself goes first

Function = Callable[[Any], bytes]


def main(name: str) -> None:
    """Answer until the input ends."""
    asked, answers = _own_pipes()
    os.nice(NICE)
    requests: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(asked, requests), daemon=True).start()
    while True:
        outcome, body = answer(name, requests.get())
        _write(answers, HEAD.pack(outcome, len(body)) + body)


def answer(name: str, request: bytes) -> tuple[bytes, bytes]:
    """The outcome of one request and its bytes; of a failure only its type and place, never its words."""
    try:
        return DONE, _load(name)(json.loads(request))
    except ImportError as problem:
        # Something that the machine lacks; a module of ours that is not found is a mistake like any other.
        return (FAILED if isinstance(problem, ModuleNotFoundError) else MISSING), _said_of(problem)
    except Exception as problem:
        return FAILED, _said_of(problem)


def _load(name: str) -> Function:
    # Asked for anew each time: what failed to load may have been installed since.
    module, _, function = name.partition(":")
    found: Function = getattr(import_module(module), function)
    return found


def _said_of(problem: BaseException) -> bytes:
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
    return json.dumps({"failure_type": type(problem).__name__, "where": where}).encode()


def _own_pipes() -> tuple[int, int]:
    """The two pipes, taken out of reach of libraries that print or read."""
    pipes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.close(nothing)
    return pipes


def _listen(asked: int, requests: "SimpleQueue[bytes]") -> None:
    # In a thread of its own, so that the end of the input ends the process even in the middle of a computation.
    while head := _read(asked, LENGTH.size):
        requests.put(_read(asked, LENGTH.unpack(head)[0]))
    os._exit(0)


def _read(pipe: int, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(pipe, count - len(parts))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


def _write(pipe: int, message: bytes) -> None:
    left = memoryview(message)
    while left:
        left = left[os.write(pipe, left) :]


if __name__ == "__main__":
    main(sys.argv[1])
