"""The OpenAPI 3.1 document of a service, generated from the routes and schemas that are at work."""

from collections.abc import Collection
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from chassis.web import described
from chassis.web.checks import DEFAULT_LIMIT, MAX_LIMIT
from chassis.web.route import SLUG_SHAPE, Route, is_id


def document(routes: Collection[Route], name: str) -> dict[str, Any]:
    """The document for these routes, the same for the same routes in any order."""
    spec = APISpec(
        title=name.capitalize(),
        version=_version(name),
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin(schema_name_resolver=_name)],
        info={"description": described.ABOUT},
    )
    _describe(spec, routes)
    for route in sorted(routes, key=lambda route: (route.path, route.method)):
        spec.path(route.path, operations={route.method.lower(): _operation(route)})
    document: dict[str, Any] = spec.to_dict()
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas)}
    return document


def _describe(spec: APISpec, routes: Collection[Route]) -> None:
    spec.components.security_scheme("bearer", described.BEARER)
    for name, schema in described.SCHEMAS.items():
        spec.components.schema(name, schema)
    for name, header in described.HEADERS.items():
        spec.components.parameter(name, "header", header)
    spec.components.response("Problem", described.PROBLEM)
    if any(map(_leads_nowhere_on_a_page, routes)):
        spec.components.response("ProblemOrPage", described.PROBLEM_OR_PAGE)


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.resource],
        "summary": route.summary,
        "x-allow": dict(route.allow),
        "security": [] if route.public else [{"bearer": []}],
        "parameters": [*_path(route), *_query(route), *_headers(route)],
        "responses": _responses(route),
    }
    if route.body:
        types = ["application/json", *(["application/x-www-form-urlencoded"] if route.form else [])]
        operation["requestBody"] = {"required": True, "content": {type: {"schema": route.body} for type in types}}
    return operation


def _path(route: Route) -> list[dict[str, Any]]:
    return [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": {"type": "string", **({"format": "uuid"} if is_id(name) else {"pattern": f"^{SLUG_SHAPE}$"})},
        }
        for name in route.parameters
    ]


def _query(route: Route) -> list[Any]:
    own = [{"in": "query", "schema": route.query}] if route.query else []
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    paged = [
        {"in": "query", "name": "limit", "schema": limit},
        {"in": "query", "name": "after", "schema": {"type": "string"}, "description": "`next` of the page before."},
    ]
    return own + (paged if route.paged else [])


def _headers(route: Route) -> list[Any]:
    names = ["AcceptLanguage", "CorrelationId"]
    if route.changes:
        names.append("IdempotencyKey")
    if route.versioned:
        names.append("IfMatch")
    purpose = {"in": "header", "name": "Purpose", "required": True, "schema": {"enum": list(route.purposes)}}
    kept = {"in": "header", "name": "If-None-Match", "schema": {"type": "string"}, "description": "The ETag you have."}
    return [*names, *([purpose] if route.purposes else []), *([kept] if route.kept_by_asker else [])]


def _responses(route: Route) -> dict[str, Any]:
    silent = route.status == 200 and route.own_transaction and not _content(route)
    status = 204 if silent else route.status
    answer: dict[str, Any] = {"description": "Done.", "headers": dict(described.ON_EVERY_ANSWER)}
    if content := _content(route):
        answer["content"] = content
    if route.open_to_the_web:
        answer["headers"]["Access-Control-Allow-Origin"] = {"schema": {"const": "*"}, "description": "For any page."}
    if route.paged:
        answer["headers"]["Link"] = {"schema": {"type": "string"}, "description": "The next page, `rel=next`."}
    if route.kept_by_asker:
        answer["headers"]["ETag"] = {"schema": {"type": "string"}, "description": "For If-None-Match."}
    if route.reply and "version" in route.reply._declared_fields and not route.paged:
        answer["headers"]["ETag"] = {"schema": {"type": "string"}, "description": "The version, for If-Match."}
    problems = {str(code): "Problem" for code in _problems(route)}
    if _leads_nowhere_on_a_page(route):
        problems["404"] = "ProblemOrPage"
    unchanged = {"304": {"description": "What you have still holds."}} if route.kept_by_asker else {}
    return {str(status): answer, **unchanged, **problems, "default": "Problem"}


def _leads_nowhere_on_a_page(route: Route) -> bool:
    return route.html and bool(route.parameters)


def _content(route: Route) -> dict[str, Any]:
    if route.html:
        return {"text/html": {"schema": {"type": "string"}}}
    if route.produces:
        return {route.produces: {}}  # bytes, of which OpenAPI 3.1 says nothing further
    if route.reply is None:
        return {}
    if not route.paged:
        return {"application/json": {"schema": route.reply}}
    page = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {"items": {"type": "array", "items": route.reply}, "next": {"type": ["string", "null"]}},
    }
    return {"application/json": {"schema": page}}


def _problems(route: Route) -> list[int]:
    codes = {400, 503}
    codes |= set() if route.public else {401, 403}
    codes |= {404} if route.parameters else set()
    codes |= set() if route.reads else {409, 413, 415, 422}
    codes |= {412, 428} if route.versioned else set()
    codes |= {422} if route.query or route.paged else set()
    return sorted(codes)


def _name(schema: type[Schema] | Schema) -> str:
    return schema.__name__ if isinstance(schema, type) else type(schema).__name__


def _version(name: str) -> str:
    try:
        return version(f"samspil-{name}")
    except PackageNotFoundError:
        return "0"
