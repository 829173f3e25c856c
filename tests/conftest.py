"""What every test may ask for: a healthy broker, a database of its own, a mail sink, an organisation nobody else uses.

The green patch must come before anything that opens a socket, so it is the first thing here.
"""

from chassis import green

green.patch()

import gc  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from itertools import count  # noqa: E402

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

from tests.servers import MailSink, PostgreSQL, RabbitMQ  # noqa: E402

# The same examples on every machine, however slow it is; whoever looks for new ones takes another profile.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

numbers = count(1)


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: let nobody look again and again which of it could go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def one_broker() -> Iterator[RabbitMQ]:
    with RabbitMQ() as broker:
        yield broker


@pytest.fixture
def broker(one_broker: RabbitMQ) -> RabbitMQ:
    """The session's RabbitMQ. A test may kill or suspend it: the next one gets it healthy again."""
    return one_broker.healthy()


@pytest.fixture(scope="session")
def one_postgres() -> Iterator[PostgreSQL]:
    with PostgreSQL() as postgres:
        yield postgres


@pytest.fixture
def postgres(one_postgres: PostgreSQL) -> PostgreSQL:
    """The session's PostgreSQL, healthy at the start of every test."""
    return one_postgres.healthy()


@pytest.fixture
def database(postgres: PostgreSQL) -> str:
    """The URL of an empty database of this test's own."""
    return postgres.create_database(f"test_{next(numbers)}")


@pytest.fixture
def mail() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def organisation() -> str:
    """A slug of this test's own: it starts the name of every exchange and queue, so that tests can share one broker."""
    return f"org{next(numbers)}"
