"""The code at the end of a link: whoever has it may answer once. Only its digest is kept.

128 bits and more cannot be tried out, so that no door has to count who knocks.
"""

from hashlib import sha256

LETTERS = 26


def as_typed(code: str) -> str:
    """The code as it stands in an address."""
    return code.lower()


def digest(code: str) -> str:
    """What is kept of a code."""
    return sha256(code.encode()).hexdigest()


def address(public_url: str, code: str) -> str:
    """Where the page is that a code opens."""
    return f"{public_url.rstrip('/')}/answer/{code}"
