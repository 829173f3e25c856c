"""The parts of an OpenAPI document that are the same for every service: headers, problems, how to sign in."""

from typing import Any

ABOUT = (
    "Every command may carry an `Idempotency-Key`: sent twice, it happens once. Every refusal is a problem document "
    "(RFC 9457) with a code, the rule, and what would change it, in Danish or English. `x-allow` on an operation says "
    "which roles may call it and in which relation to what it is about."
)
TEXT: dict[str, Any] = {"type": "string"}
A_UUID: dict[str, Any] = {"type": "string", "format": "uuid"}

ON_EVERY_ANSWER: dict[str, Any] = {
    "Correlation-Id": {"schema": A_UUID, "description": "The id under which the request can be followed everywhere."}
}
SCHEMAS: dict[str, Any] = {
    "FieldError": {
        "type": "object",
        "required": ["field", "code", "message", "remedy"],
        "properties": {
            "field": {**TEXT, "description": "JSON pointer into the body, or the name of a parameter."},
            "code": TEXT,
            "message": TEXT,
            "remedy": TEXT,
            "known": {"type": "array", "items": TEXT, "description": "The names that may stand here."},
        },
    },
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "remedy"],
        "properties": {
            "type": {**TEXT, "format": "uri-reference", "description": "Where the problem is explained."},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "code": {**TEXT, "description": "What to decide on in a program; texts may change."},
            "remedy": {**TEXT, "description": "What would change the answer."},
            "rule": {**TEXT, "description": "The row of the programme that asks for this."},
            "field": {**TEXT, "description": "What the caller can change."},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
            "correlation_id": A_UUID,
        },
    },
}


BEARER: dict[str, Any] = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "OIDC access token.",
}
PROBLEM: dict[str, Any] = {
    "description": "Why not, and what would change it.",
    "headers": ON_EVERY_ANSWER,
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
# Who opens a page in a browser reads a page, also where it leads nowhere.
PROBLEM_OR_PAGE: dict[str, Any] = {
    **PROBLEM,
    "content": {**PROBLEM["content"], "text/html": {"schema": TEXT}},
}


def _header(name: str, schema: dict[str, Any], means: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "required": required, "schema": schema, "description": means}


HEADERS: dict[str, dict[str, Any]] = {
    "AcceptLanguage": _header("Accept-Language", TEXT, "`da` (default) or `en`, for the texts of problems."),
    "CorrelationId": _header("Correlation-Id", A_UUID, "Follow the request under an id of your own."),
    "IdempotencyKey": _header(
        "Idempotency-Key",
        {**TEXT, "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        "Carry this command out once, however often it is sent.",
    ),
    "IfMatch": _header(
        "If-Match",
        {**TEXT, "pattern": '^"(0|[1-9][0-9]*)"$'},
        "The ETag of what is to be changed.",
        required=True,
    ),
}
