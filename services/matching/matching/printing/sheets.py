"""From an order to a PDF that everybody can read: tagged, titled, in a language, with its fonts inside."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from matching.printing import words

try:
    from weasyprint import HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as lacking:
    raise ImportError("Pango is missing on this machine") from lacking

# Nothing is fetched from anywhere; the drawings come along.
ONLY_WITHIN = URLFetcher(allowed_protocols={"data"})
#: The sizes in points the text may have; the largest that fits on one page is taken, and the smallest may go on.
SIZES = (11.5, 10.5, 9.5)

# One for all sheets: each more would stay in memory.
FONTS = FontConfiguration()
TEMPLATES = Environment(
    loader=PackageLoader("matching.printing", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def make(order: Mapping[str, Any]) -> bytes:
    """The PDF of the certificate that is ordered.

    Raises:
        ImportError: no font of this machine has a letter that stands on it.
    """
    document = _fitting(order)
    printed: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if any(font.missing for font in document.fonts.values()):
        raise ImportError("a font is missing on this machine")
    return printed


def page(order: Mapping[str, Any], size: float) -> str:
    """The certificate before it is printed, with text of this size."""
    template = TEMPLATES.get_template("certificate.html")
    return template.render(order=order, say=words.said(order), courses=words.courses(order), size=size)


def _fitting(order: Mapping[str, Any]) -> Document:
    for size in SIZES:
        document = HTML(string=page(order, size), url_fetcher=ONLY_WITHIN).render(font_config=FONTS)
        if len(document.pages) == 1:
            break
    return document
