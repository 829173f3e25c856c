"""From what a door returns to the answer: dumped by the route's schema, with the headers that follow from it."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from marshmallow import Schema

from chassis.web import checks, lookups
from chassis.web.answer import ASK_EACH_TIME, JSON, Answer, Headers, html_answer, json_answer
from chassis.web.request import Page, Request, id_of
from chassis.web.route import Route
from chassis.work import Work
from contracts import strictjson
from contracts.refusals import Refused


def perform(work: Work, *, route: Route, request: Request, purpose: str | None) -> Answer:
    """Call the door inside the transaction and make its answer while the rows are still at hand."""
    return present(route, request, call(work, route=route, request=request, purpose=purpose))


def call(work: Work, *, route: Route, request: Request, purpose: str | None) -> Any:
    """What the door returns; if it shows personal data, that is noted."""
    result = route.handler(work, request)
    if purpose and result is not None:
        shown = result[: request.page.limit] if request.page and isinstance(result, Sequence) else ()
        lookups.record(work, route, request, purpose, shown)
    return result


def present(route: Route, request: Request, result: Any) -> Answer:
    """The answer that says `result`.

    Raises:
        Refused: `not_found`, when the door found nothing to answer.
    """
    if isinstance(result, Answer):
        return result
    if result is None and (route.reply or route.html or route.produces):
        raise Refused("not_found")
    if route.produces:
        return _produced(route, result)
    if route.html:
        return html_answer(route.status, result)
    if result is None:
        return Answer(204 if route.status == 200 else route.status)
    if route.reply_schema is None:
        return Answer(route.status, strictjson.dumps(result), (JSON,))
    if request.page:
        return _page(route.status, route.reply_schema, request.page, result)
    document = route.reply_schema.dump(result)
    return json_answer(route.status, document, _etag(document))


def made(route: Route, request: Request, content: bytes) -> Answer:
    """The answer that holds what was made aside; with a `reply` it is JSON and goes through that schema."""
    if route.reply:
        return present(route, request, json.loads(content))
    return _produced(route, content)


def _produced(route: Route, content: bytes) -> Answer:
    told = (("ETag", f'"{sha256(content).hexdigest()[:32]}"'), ASK_EACH_TIME) if route.kept_by_asker else ()
    return Answer(route.status, content, (("Content-Type", route.produces or "application/octet-stream"), *told))


def _page(status: int, schema: Schema, page: Page, rows: Sequence[Any]) -> Answer:
    items = [schema.dump(row) for row in rows[: page.limit]]
    more = checks.cursor(id_of(rows[page.limit - 1])) if len(rows) > page.limit else None
    return json_answer(status, {"items": items, "next": more}, _link(page, more) if more else ())


def _link(page: Page, more: str) -> Headers:
    # A reference that is only a query: it leads to the same path, whatever stands in front of us.
    return (("Link", f'<?{urlencode([*page.others, ("limit", page.limit), ("after", more)])}>; rel="next"'),)


def _etag(document: Mapping[str, Any]) -> Headers:
    version = document.get("version")
    return (("ETag", f'"{version}"'),) if isinstance(version, int) else ()
