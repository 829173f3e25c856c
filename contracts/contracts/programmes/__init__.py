"""The programmes as typed data; every value names the source row it comes from.

`load()` gives those of this distribution. Deliberately not here: rules. A service asks the programme for a value and
decides itself.
"""

from contracts.programmes.loader import ProgrammeError, digest_of, load, read, read_kept, read_text, text_of
from contracts.programmes.shape import Programme, Words

__all__ = ["Programme", "ProgrammeError", "Words", "digest_of", "load", "read", "read_kept", "read_text", "text_of"]
