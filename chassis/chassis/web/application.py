"""One service's HTTP face: a plain WSGI callable that takes a request all the way to its answer.

The order is the point: path, token, role, purpose and version, query and body, then one transaction with the door in
it. Nothing is read that is not needed yet, and nothing is written before everything has been checked.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from chassis.desk import Desk
from chassis.logs import failure
from chassis.store import Unavailable
from chassis.web import body, checks, docs, headers, presenting, replies
from chassis.web.access import Access
from chassis.web.answer import STATUS_LINES, Answer
from chassis.web.problems import LANGUAGES, Problem, answer_failure, answer_problem
from chassis.web.request import Request
from chassis.web.route import Place, Route, Router
from chassis.work import Work
from contracts.refusals import Refused

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
RETRY_SECONDS = "2"
CHALLENGE = {401: ("WWW-Authenticate", "Bearer")}


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
        method = environ["REQUEST_METHOD"]
        name, correlation_id, answer = self._serve(environ, method)
        sent = answer.header_list(("Correlation-Id", str(correlation_id)))
        start_response(STATUS_LINES[answer.status], sent)
        seconds = self.desk.clock.elapsed() - started
        self.desk.metrics.request(name, method if method in METHODS else "other", answer.status, seconds)
        return [] if method == "HEAD" else [answer.body]

    def refuse(self, problem: Problem) -> tuple[str, list[tuple[str, str]], list[bytes]]:
        """The answer to something that never became a request: status, headers and body."""
        answer = answer_problem(problem, LANGUAGES[0])
        self.desk.metrics.request("none", "other", answer.status, 0.0)
        sent = answer.header_list(("Correlation-Id", str(self.desk.clock.new_id())))
        return STATUS_LINES[answer.status], sent, [answer.body]

    def _serve(self, environ: Environ, method: str) -> tuple[str, UUID, Answer]:
        name, correlation_id = "none", self.desk.clock.new_id()
        language = headers.language(environ)
        try:
            correlation_id = headers.correlation_id(environ) or correlation_id
            place, path = self._place(environ["PATH_INFO"])
            route = place.route(method)
            if route is None:
                return "none", correlation_id, _without_route(place, method, language)
            name = route.name
            return name, correlation_id, self._answer(route, path, environ, correlation_id)
        except (Problem, Refused) as problem:
            return name, correlation_id, _refusal(problem, language)
        except Unavailable:
            answer = answer_failure("unavailable", language, correlation_id)
            return name, correlation_id, answer.having(("Retry-After", RETRY_SECONDS))
        except Exception as problem:
            self.desk.log.error("request_failed", route=name, correlation_id=str(correlation_id), **failure(problem))
            return name, correlation_id, answer_failure("failure", language, correlation_id)

    def _place(self, path: str) -> tuple[Place, dict[str, Any]]:
        found = self._router.find(path)
        if found is None:
            raise Problem("path_unknown")
        return found

    def _answer(self, route: Route, path: Mapping[str, Any], environ: Environ, correlation_id: UUID) -> Answer:
        caller = self._access.caller(route, headers.bearer(environ))
        purpose = headers.purpose(environ, route)
        key = headers.idempotency_key(environ, route)
        version = headers.version(environ, route)
        raw = body.read(environ, self._max_body)
        request = _request(route, path, environ, raw, version)
        if not route.own_transaction:
            return presenting.present(route, request, route.handler(None, request))
        perform = partial(presenting.perform, route=route, request=request, purpose=purpose)
        if key:
            said = environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_IF_MATCH", "")
            command = replies.command(key, caller, route.name, *(text.encode("latin-1") for text in said), raw)
            perform = partial(_once, command=command, perform=perform)
        return self.desk.transact(
            perform, caller=caller, correlation_id=correlation_id, write=not route.reads or bool(purpose)
        )


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
    )


def _without_route(place: Place, method: str, language: str) -> Answer:
    allow = ("Allow", place.allow)
    if method == "OPTIONS":
        return Answer(204, b"", (allow,))
    return answer_problem(Problem("method_not_allowed", methods=place.allow), language).having(allow)


def _refusal(problem: Problem | Refused, language: str) -> Answer:
    answer = answer_problem(problem, language)
    extra = CHALLENGE.get(answer.status)
    return answer.having(extra) if extra else answer
