"""One service's HTTP face: a plain WSGI callable that takes a request all the way to its answer.

The order is the point: path, token, role, purpose and version, query and body, then one transaction with the door in
it. Nothing is read that is not needed yet, and nothing is written before everything has been checked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from chassis.desk import Desk
from chassis.logs import failure
from chassis.store import Unavailable
from chassis.web import body, checks, docs, headers, presenting, replies
from chassis.web.access import Access
from chassis.web.answer import ASKED_BEFOREHAND, OPEN_TO_THE_WEB, STATUS_LINES, Answer
from chassis.web.errands import Errand
from chassis.web.problems import LANGUAGES, Problem, answer_failure, answer_problem
from chassis.web.request import Request
from chassis.web.route import Place, Route, Router
from chassis.work import Caller, Work
from contracts.refusals import Refused

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], object]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
RETRY = ("Retry-After", "2")
CHALLENGE = ("WWW-Authenticate", "Bearer")


@dataclass
class Visit:
    """What is known of a request so far; it says of itself only what may be logged and counted."""

    environ: Environ
    method: str
    language: str
    correlation_id: UUID
    route: str = "none"
    open_to_the_web: bool = False


class Application:
    """The routes of one service, ready to be called."""

    def __init__(self, routes: Iterable[Route], desk: Desk) -> None:
        self.desk = desk
        self.routes = sorted(routes, key=lambda route: (route.path, route.method))
        self._router = Router([*self.routes, *docs.routes(self.routes, desk.name)])
        self._access = Access(desk)
        self._max_body: int = desk.settings["max_body_bytes"]

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """WSGI."""
        started = self.desk.clock.elapsed()
        visit = Visit(environ, environ["REQUEST_METHOD"], headers.language(environ), self.desk.clock.new_id())
        answer = self._outcome(visit)
        answer = answer.having(*OPEN_TO_THE_WEB) if visit.open_to_the_web else answer
        start_response(*_heading(answer, visit.correlation_id))
        counted = visit.method if visit.method in METHODS else "other"
        self.desk.metrics.request(visit.route, counted, answer.status, self.desk.clock.elapsed() - started)
        return [] if visit.method == "HEAD" else [answer.body]

    def refuse(self, problem: Problem) -> tuple[str, Headers, list[bytes]]:
        """The answer to something that never became a request: status, headers and body."""
        answer = answer_problem(problem, LANGUAGES[0])
        self.desk.metrics.request("none", "other", answer.status, 0.0)
        return *_heading(answer, self.desk.clock.new_id()), [answer.body]

    def _outcome(self, visit: Visit) -> Answer:
        try:
            return self._answer_or_refusal(visit)
        except Exception as problem:
            # The last resort: a bug becomes a 500 without a word about it.
            known_as = {"route": visit.route, "correlation_id": str(visit.correlation_id)}
            self.desk.log.error("request_failed", **known_as, **failure(problem))
            return answer_failure("failure", visit.language, visit.correlation_id)

    def _answer_or_refusal(self, visit: Visit) -> Answer:
        try:
            visit.correlation_id = headers.correlation_id(visit.environ) or visit.correlation_id
            return self._answer(visit)
        except (Problem, Refused) as problem:
            answer = answer_problem(problem, visit.language)
            return answer.having(CHALLENGE) if answer.status == HTTPStatus.UNAUTHORIZED else answer
        except Unavailable as away:
            answer = answer_failure(away.code, visit.language, visit.correlation_id, away.because)
            return answer.having(RETRY) if away.passing else answer

    def _answer(self, visit: Visit) -> Answer:
        found = self._router.find(visit.environ["PATH_INFO"])
        if found is None:
            raise Problem("path_unknown")
        place, path = found
        visit.open_to_the_web = place.open_to_the_web
        route = place.route(visit.method)
        if route is None:
            return _without_route(place, visit)
        visit.route = route.name
        answer = self._enter(route, path, visit)
        return _unless_kept(answer, visit) if route.kept_by_asker else answer

    def _enter(self, route: Route, path: Mapping[str, Any], visit: Visit) -> Answer:
        environ = visit.environ
        caller = self._access.caller(route, headers.bearer(environ))
        purpose, version = headers.purpose(environ, route), headers.version(environ, route)
        key = headers.idempotency_key(environ, route)
        raw = body.read(environ, self._max_body)
        request = _request(route, path, environ, raw, version)
        command = _command(key, caller, route, environ, raw) if key else None
        if not route.own_transaction:
            errand = Errand(self.desk, route, request, caller=caller, correlation_id=visit.correlation_id)
            return errand.run(command)
        do = partial(
            presenting.call if route.aside else presenting.perform, route=route, request=request, purpose=purpose
        )
        if command:
            do = partial(_once, command=command, perform=do)
        write = route.changes or bool(purpose)
        done = self.desk.transact(do, caller=caller, correlation_id=visit.correlation_id, write=write)
        return self._made(route, request, route.aside, done) if route.aside else done

    def _made(self, route: Route, request: Request, purpose: str, order: Any) -> Answer:
        if order is None:
            raise Refused("not_found")
        return presenting.made(route, request, self.desk.aside(purpose, order))


def _heading(answer: Answer, correlation_id: UUID) -> tuple[str, Headers]:
    return STATUS_LINES[answer.status], answer.header_list(("Correlation-Id", str(correlation_id)))


def _command(key: str, caller: Caller, route: Route, environ: Environ, raw: bytes) -> replies.Command:
    said = environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_IF_MATCH", "")
    return replies.command(key, caller, route.name, *(text.encode("latin-1") for text in said), raw)


def _once(work: Work, *, command: replies.Command, perform: Callable[[Work], Answer]) -> Answer:
    return replies.once(work, command, lambda: perform(work))


def _request(route: Route, path: Mapping[str, Any], environ: Environ, raw: bytes, version: int | None) -> Request:
    given = checks.query(environ["QUERY_STRING"]) if environ.get("QUERY_STRING") else {}
    page = checks.page(given) if route.paged else None
    return Request(
        path=path,
        query=checks.check(route.query).load_query(given) if given or route.query else {},
        body=body.load(route, environ, raw),
        version=version,
        page=page,
        language=headers.language(environ),
    )


def _unless_kept(answer: Answer, visit: Visit) -> Answer:
    said = dict(answer.headers)
    if said.get("ETag") not in headers.kept(visit.environ):
        return answer
    return Answer(304, b"", tuple((name, said[name]) for name in ("ETag", "Cache-Control")))


def _without_route(place: Place, visit: Visit) -> Answer:
    allow = ("Allow", place.allow)
    if visit.method == "OPTIONS":
        return Answer(204, b"", (allow, *(ASKED_BEFOREHAND if place.open_to_the_web else ())))
    return answer_problem(Problem("method_not_allowed", methods=place.allow), visit.language).having(allow)
