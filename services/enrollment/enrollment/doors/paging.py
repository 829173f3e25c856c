"""What a page that is asked for means to an action: after which row, and how many with one more."""

from typing import Any

from chassis.web.request import Request


def following(request: Request) -> dict[str, Any]:
    """The rows of the page, and one too many to tell that there is more."""
    return {"after": request.page.after, "limit": request.page.limit + 1} if request.page else {}
