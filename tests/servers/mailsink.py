"""A real SMTP server that keeps every message in a folder; a process of its own: `python mailsink.py PORT FOLDER`.

It is a process because aiosmtpd brings an asyncio loop, which does not belong beside eventlet.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Keep:
    """Writes each accepted message to `<number>.eml`; the reply is given only when the file is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.count += 1
        half = self.folder / f"{self.count:06}.half"
        half.write_bytes(envelope.content)
        half.rename(half.with_suffix(".eml"))
        return "250 Kept"


async def serve(port: int, folder: Path) -> None:
    keep = Keep(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keep, hostname="localhost"), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
