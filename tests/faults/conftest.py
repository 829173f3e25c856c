"""Faults are tried on the small services of the chassis' own tests and on the whole house."""

from tests.chassis.conftest import on_broker, start

__all__ = ["on_broker", "start"]
