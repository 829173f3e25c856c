"""XLSX, read by calamine, which runs no formula and follows no link. What could swell in memory is refused first.

calamine holds the whole first sheet while it is read; how large that can become is bounded here. Old XLS is not read.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook

from contracts.refusals import Refused
from enrollment.importing.files import PORTION, Line, Opened
from enrollment.importing.limits import Limits

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of encrypted workbooks and of those older than XLSX
MOST_COLUMNS, MOST_PARTS = 100, 1000
# Where a cell says that it stands; one far away would make the sheet between huge.
PLACE = re.compile(rb"""\br\s?=\s?["']\s?([A-Za-z]{1,9})([0-9]{1,9})\s?["']""")
BLANKS = re.compile(rb"\s{2,}")
OVERLAP = 64


class WorkbookTable:
    """The first sheet of a workbook that has been found harmless."""

    def __init__(self, opened: Opened, limits: Limits) -> None:
        with opened() as raw:
            _inspect(raw, limits)
        try:
            with opened() as raw, CalamineWorkbook.from_filelike(raw) as workbook:
                self._sheet = workbook.get_sheet_by_index(0)
        except (CalamineError, ValueError, OSError):
            raise Refused("file_malformed") from None
        if self._sheet.height > limits.rows + 1:
            raise Refused("too_many_rows", rows=limits.rows)

    def lines(self) -> Iterator[Line]:
        before = [""] * (self._sheet.start or (0, 0))[1]  # calamine leaves out empty columns, but not empty rows
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            if any(cell not in ("", None) for cell in cells):
                yield number, [*before, *cells]


def _inspect(raw: BinaryIO, limits: Limits) -> None:
    start, size = raw.read(len(LOCKED)), raw.seek(0, 2)
    if not size:
        raise Refused("file_empty")
    if start == LOCKED:
        raise Refused("file_locked")
    if size > limits.bytes:
        raise Refused("file_too_large", bytes=limits.bytes)
    try:
        with ZipFile(raw) as archive:
            _inspect_parts(archive, limits)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Refused("file_malformed") from None


def _inspect_parts(archive: ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    # What a part says of its size is made sure of below: one that lies about it fails its checksum.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise Refused("file_too_large", bytes=limits.unpacked)
    for part in parts:
        _inspect_part(archive, part, limits)


def _inspect_part(archive: ZipFile, part: ZipInfo, limits: Limits) -> None:
    tail = b""
    with archive.open(part) as content:
        while portion := content.read(PORTION):
            joined = BLANKS.sub(b" ", tail + portion)
            _inspect_places(joined, limits)
            tail = joined[-OVERLAP:]


def _inspect_places(portion: bytes, limits: Limits) -> None:
    for letters, digits in set(PLACE.findall(portion)):
        if int(digits) > limits.rows + 1:
            raise Refused("too_many_rows", rows=limits.rows)
        if _number(letters) > MOST_COLUMNS:
            raise Refused("too_many_columns", columns=MOST_COLUMNS)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
