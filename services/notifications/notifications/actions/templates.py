"""Templates: every text that is sent, to be read before it is filled in."""

from notifications.domain.texts import texts


def every() -> dict[str, list[dict[str, str]]]:
    """Every text by template and language."""
    return {
        "items": [
            {"template": template, "language": language, "subject": text.subject, "text": text.text}
            for (template, language), text in texts().items()
        ]
    }
