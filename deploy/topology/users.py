"""Users of the broker with the passwords an operator hands over, hashed as RabbitMQ wants them (salted SHA-256)."""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping

from deploy.topology.definitions import Definitions
from deploy.topology.topology import Topology, TopologyError

SALT_BYTES = 4
DEVELOPMENT_PASSWORD = "development"  # noqa: S105 - says of itself what it is; the dev overlay uses it and nothing else does


def users(topology: Topology, organisation: str, passwords: Mapping[str, str]) -> list[Definitions]:
    """One user per service. Every service needs a password and no other name may have one.

    Raises:
        TopologyError: names without a password, or passwords for unknown names.
    """
    names = {f"{organisation}.{service}" for service in topology.runs[organisation]}
    if wrong := names ^ set(passwords):
        raise TopologyError(f"one password for each of {sorted(names)}; wrong are {sorted(wrong)}")
    return [user(name, passwords[name], secrets.token_bytes(SALT_BYTES)) for name in sorted(names)]


def development_users(topology: Topology, organisation: str) -> list[Definitions]:
    """The same users with the development password, salted by name so that the file is the same every time."""
    names = sorted(f"{organisation}.{service}" for service in topology.runs[organisation])
    salts = {name: hashlib.sha256(name.encode()).digest()[:SALT_BYTES] for name in names}
    return [user(name, DEVELOPMENT_PASSWORD, salts[name]) for name in names]


def read_passwords(lines: Iterable[str]) -> dict[str, str]:
    """`user=password`, one a line; empty lines and lines that begin with # say nothing."""
    said = (line.strip() for line in lines)
    return dict(line.split("=", 1) for line in said if "=" in line and not line.startswith("#"))


def user(name: str, password: str, salt: bytes) -> Definitions:
    """A user without tags, who may do what the permissions say and nothing else."""
    hashed = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    return {"name": name, "password_hash": hashed, "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": []}
