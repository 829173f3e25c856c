"""How much one import may take. What is larger is refused by name before any of it is understood."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Rows and bytes of a file, its size once unpacked, and how many families one transaction takes."""

    rows: int = 100_000
    bytes: int = 64 * MEGABYTE
    unpacked: int = 256 * MEGABYTE
    chunk: int = 200
