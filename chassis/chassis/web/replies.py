"""Idempotency-Key: a command sent twice has its effect once and gets the same answer twice.

The key is claimed first thing in the command's own transaction. A second command with the same key waits at the claim
until the first is over: then it finds the stored answer, or, if the first came to nothing, carries the command out.
Refusals roll the claim back with everything else, so they are never stored.

An answer may hold names, or a code that is shown once. It is kept under a lock that only the caller's own key opens;
of the key itself nothing but a digest is kept, so who reads the database reads no answers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from chassis.tables import replies
from chassis.web.answer import Answer
from chassis.web.problems import Problem
from chassis.work import Caller, Work

# Built once: putting a statement together costs as much as running it.
CLAIM = {
    "postgresql": postgresql.insert(replies).on_conflict_do_nothing(index_elements=[replies.c.key_digest]),
    "sqlite": sqlite.insert(replies).on_conflict_do_nothing(index_elements=[replies.c.key_digest]),
}
KEEP = update(replies).where(replies.c.key_digest == bindparam("claimed"))
FIND = select(replies).where(replies.c.key_digest == bindparam("claimed"))
REPLAYED = ("Idempotent-Replay", "true")
NONCE_BYTES = 12
LOCK_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Command:
    """A request under a key: whose it is, and what it says. Digests only; neither key nor lock is ever kept."""

    key_digest: str
    caller_digest: str
    route: str
    request_digest: str
    lock: bytes = field(repr=False)

    def kept(self) -> dict[str, str]:
        """What is written down of it."""
        kept = ("key_digest", "caller_digest", "route", "request_digest")
        return {name: getattr(self, name) for name in kept}

    def close(self, body: bytes) -> bytes:
        """The body under the lock."""
        nonce = token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.lock).encrypt(nonce, body, self.key_digest.encode())

    def open(self, closed: bytes) -> bytes:
        """The body again."""
        return AESGCM(self.lock).decrypt(closed[:NONCE_BYTES], closed[NONCE_BYTES:], self.key_digest.encode())


def command(key: str, caller: Caller, route: str, *said: bytes) -> Command:
    """The command that `caller` sends under `key`; `said` is everything that makes it this command and no other."""
    caller_digest = _digest(caller.organisation.encode(), caller.subject.bytes)
    return Command(
        key_digest=_digest(caller_digest.encode(), key.encode()),
        caller_digest=caller_digest,
        route=route,
        request_digest=_digest(key.encode(), route.encode(), *said),  # under the key: short bodies can be guessed
        lock=HKDF(SHA256(), LOCK_BYTES, salt=None, info=caller_digest.encode()).derive(key.encode()),
    )


def once(work: Work, command: Command, do: Callable[[], Answer]) -> Answer:
    """Carry the command out, or give the answer it got before.

    Raises:
        Problem: `idempotency_key_reused`, when the key stood for another command.
    """
    if not _claim(work, command):
        return _given_before(work.session, command)
    answer = do()
    body = command.close(answer.body)
    kept = {"status": answer.status, "headers": [list(header) for header in answer.headers], "body": body}
    work.session.connection().execute(KEEP, {"claimed": command.key_digest, **kept})
    return answer


def known(session: Session, command: Command) -> Answer | None:
    """The answer the command has got before, for those who want to know before they go to any trouble.

    Raises:
        Problem: `idempotency_key_reused`, when the key stood for another command.
    """
    claimed = session.connection().execute(FIND, {"claimed": command.key_digest}).first()
    return _given_before(session, command) if claimed else None


def forget(session: Session, before: datetime) -> int:
    """Delete the answers given before a moment; how many that were."""
    result = session.execute(delete(replies).where(replies.c.created_at < before))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _claim(work: Work, command: Command) -> bool:
    connection = work.session.connection()
    claimed = connection.execute(
        CLAIM[connection.dialect.name],
        {**command.kept(), "status": 0, "headers": [], "body": b"", "created_at": work.now},
    )
    return bool(claimed.rowcount == 1)


def _given_before(session: Session, command: Command) -> Answer:
    row = session.connection().execute(FIND, {"claimed": command.key_digest}).one()
    if row.request_digest != command.request_digest:
        raise Problem("idempotency_key_reused", field="Idempotency-Key")
    return Answer(row.status, command.open(row.body), tuple((name, value) for name, value in row.headers)).having(
        REPLAYED
    )


def _digest(*parts: bytes) -> str:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
