"""What every service says about itself: its OpenAPI document, a page to read and try it, and what each problem means.

The page is Swagger UI as its own distribution ships it; nothing is fetched from anywhere else. The package that holds
the files is looked up, never imported, since it would import a web framework.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from chassis.web.answer import Answer, html_answer, json_answer, json_bytes
from chassis.web.openapi import document
from chassis.web.problems import Problem, texts
from chassis.web.request import Request
from chassis.web.route import Route

PACKAGE, FOLDER = "drf_spectacular_sidecar", "static/drf_spectacular_sidecar/swagger-ui-dist"
JAVASCRIPT, STYLE = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
ASSETS = {
    "swagger-ui.css": STYLE,
    "swagger-ui-bundle.js": JAVASCRIPT,
    "favicon-32x32.png": "image/png",
}
ANYONE = {"anyone": "any"}
KEPT_A_DAY = ("Cache-Control", "public, max-age=86400")
ASKED_EACH_TIME = ("Cache-Control", "no-cache")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
START = """window.addEventListener("load", () => SwaggerUIBundle({
  url: "/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null, tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout",
}));
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name} – API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<main id="api"><noscript>Read <a href="/openapi.json">the OpenAPI document</a>.</noscript></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/start.js"></script>
</body>
</html>
"""


def routes(described: Sequence[Route], name: str) -> list[Route]:
    """The routes that show `described`, the routes of the service called `name`."""
    folder = _folder()

    @cache
    def openapi() -> Answer:
        headers = (("Content-Type", "application/json"), ASKED_EACH_TIME)
        return Answer(200, json_bytes(document(described, name)), headers)

    return [
        _open("/openapi.json", "openapi", lambda _work, _request: openapi()),
        _open("/docs", "docs", lambda _work, _request: html_answer(200, PAGE.format(name=name), POLICY)),
        _open("/docs/assets/{file}", "docs_asset", lambda _work, request: _asset(folder, request.path["file"])),
        _open("/problems", "problems", lambda _work, _request: json_answer(200, _problems(), [ASKED_EACH_TIME])),
        _open("/problems/{code}", "problem", _problem),
    ]


def _asset(folder: Path, file: str) -> Answer:
    if file == "start.js":
        return Answer(200, START.encode(), (("Content-Type", JAVASCRIPT), KEPT_A_DAY))
    if file not in ASSETS:
        raise Problem("path_unknown")
    return Answer(200, (folder / file).read_bytes(), (("Content-Type", ASSETS[file]), KEPT_A_DAY))


def _problems() -> dict[str, Any]:
    return {"items": [_explained(code) for code in sorted(texts())]}


def _problem(_work: object, request: Request) -> Answer:
    if request.path["code"] not in texts():
        raise Problem("path_unknown")
    return json_answer(200, _explained(request.path["code"]), [ASKED_EACH_TIME])


def _explained(code: str) -> dict[str, Any]:
    text = texts()[code]
    meanings = {
        "da": {"detail": text.da, "remedy": text.remedy_da},
        "en": {"detail": text.en, "remedy": text.remedy_en},
    }
    return {"code": code, "status": text.status, "rule": text.row, **meanings}


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {PACKAGE}, which holds the files of /docs, is not installed")
    return Path(spec.submodule_search_locations[0]) / FOLDER


def _open(path: str, name: str, handler: Any) -> Route:
    return Route(method="GET", path=path, name=name, summary="", allow=ANYONE, handler=handler, own_transaction=False)
