"""Real servers for tests: RabbitMQ, PostgreSQL and a mail sink, on free loopback ports in temporary folders.

Each is started here and ended by its own process id. `kill` is SIGKILL, `suspend` is SIGSTOP, and `restart` keeps ports
and data, so that a client sees what a crash in production looks like. Waits have a condition and a deadline.
"""

from tests.servers.mail import MailSink
from tests.servers.postgresql import PostgreSQL
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.waits import free_port, listens, wait_until

__all__ = ["MailSink", "PostgreSQL", "RabbitMQ", "free_port", "listens", "wait_until"]
