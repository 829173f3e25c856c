"""From an order to a PDF that everybody can read: tagged, titled, in a language, with its fonts inside."""

from base64 import b64encode
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined

from enrollment.printing import words

try:
    from weasyprint import HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as lacking:
    raise ImportError("Pango is missing on this machine") from lacking

INK = "#17332e"
# Modules of white around it, without which cameras do not find it.
QUIET = 4

# Nothing is fetched from anywhere; the drawings come along.
ONLY_WITHIN = URLFetcher(allowed_protocols={"data"})
# How many pages a sheet has, and the sizes in points its text may have; the largest that fits is taken.
PAGES = {"postcard": 2, "letter": 1}
SIZES = {"postcard": (9.0, 8.5, 8.0, 7.5, 7.0), "letter": (11.5, 11.0, 10.5, 10.0, 9.0, 8.0)}

# One for all sheets: each more would stay in memory.
FONTS = FontConfiguration()
ROOM = files("enrollment.printing")
TEMPLATES = Environment(
    loader=PackageLoader("enrollment.printing", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def make(order: Mapping[str, Any]) -> bytes:
    """The PDF of the sheet that the order names.

    Raises:
        ImportError: no font of this machine has a letter that stands on it.
    """
    document = _fitting(order)
    printed: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if any(font.missing for font in document.fonts.values()):
        raise ImportError("a font is missing on this machine")
    return printed


def page(order: Mapping[str, Any], size: float) -> str:
    """The sheet before it is printed, with text of this size."""
    language = order["language"]
    return TEMPLATES.get_template(f"{order['sheet']}.html").render(
        language=language,
        direction=words.direction(language),
        title=words.title(order),
        say=words.said(order),
        order=order,
        size=size,
        qr=_uri(_qr(order["link"])),
        art=_uri(ROOM.joinpath("art/neighbourhood.svg").read_bytes()),
    )


def _fitting(order: Mapping[str, Any]) -> Document:
    sheet = order["sheet"]
    for size in SIZES[sheet]:
        document = HTML(string=page(order, size), url_fetcher=ONLY_WITHIN).render(font_config=FONTS)
        if len(document.pages) == PAGES[sheet]:
            break
    return document


def _qr(link: str) -> bytes:
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=QUIET, dark=INK, omitsize=True)
    return drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()


def _uri(drawing: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"
