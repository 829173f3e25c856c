"""Everything that is data in the agreement, read in one go, so that a mistake in it stops a start and not a request."""

from contracts import programmes, refusals
from contracts.yamlfile import FileError

__all__ = ["FileError", "read_all"]


def read_all() -> None:
    """Read every data file of the agreement.

    Raises:
        FileError: with file, line, key and reason.
    """
    refusals.catalogue()
    programmes.load()
