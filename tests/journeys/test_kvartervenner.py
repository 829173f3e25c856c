"""The first story holds on both set-ups, its mails arrive over real SMTP, and nobody's name travels."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import House
from tests.journeys.kvartervenner import play
from tests.journeys.telling import Telling
from tests.servers import MailSink, PostgreSQL, RabbitMQ

SETTINGS = {"suppress_below_reporting": 1}
SERVICES = ("enrollment", "matching", "activities", "notifications", "reporting")
CONFIDED = ("Amal", "Jonas", "Sara", "Vibeke", "familie.example", "frivillig.example", "At the library")


@pytest.fixture
def embedded_house(tmp_path: Path, mail: MailSink) -> Iterator[House]:
    with House(tmp_path, mail=mail.url, settings=SETTINGS) as house:
        yield house


@pytest.fixture
def separate_houses(tmp_path: Path, mail: MailSink, broker: RabbitMQ, postgres: PostgreSQL) -> Iterator[House]:
    databases = {name: postgres.create_database(f"story_{name}") for name in SERVICES}
    with House(
        tmp_path,
        mail=mail.url,
        settings=SETTINGS,
        together=False,
        broker_url=broker.url,
        database_urls=databases,
    ) as house:
        yield house


def told(house: House) -> list[str]:
    lines: list[str] = []
    play(Telling(house, lines.append))
    return lines


def check_mails(mail: MailSink) -> None:
    letters = mail.messages()
    receivers = {letter["To"] for letter in letters}
    assert receivers == {"amal@familie.example", "jonas@familie.example", "vibeke@frivillig.example"}
    assert len({letter["Message-ID"] for letter in letters}) == len(letters), "a letter was sent twice"


def check_nobody_is_named(house: House) -> None:
    for service in house.services:
        log = house.log(service)
        assert [word for word in CONFIDED if word in log] == [], f"the log of {service}"


def test_the_story_holds_on_the_embedded_default(embedded_house: House, mail: MailSink) -> None:
    lines = told(embedded_house)
    assert any("match.ended.v1" in line for line in lines)
    check_mails(mail)
    check_nobody_is_named(embedded_house)


def test_the_story_holds_on_rabbitmq_and_postgresql_with_a_process_per_service(
    separate_houses: House, mail: MailSink
) -> None:
    lines = told(separate_houses)
    assert any("match.ended.v1" in line for line in lines)
    check_mails(mail)
    check_nobody_is_named(separate_houses)


def test_no_name_or_address_is_in_any_outbox(embedded_house: House) -> None:
    told(embedded_house)
    embedded_house.stop()
    for service in ("enrollment", "matching", "activities", "notifications"):
        bodies = outbox_bodies(embedded_house, service)
        assert bodies
        assert [word for word in CONFIDED if word.encode() in bodies] == [], f"the outbox of {service}"


def outbox_bodies(house: House, service: str) -> bytes:
    import sqlite3

    with sqlite3.connect(house.folder / f"{service}.db") as database:
        return b"\n".join(bytes(body) for (body,) in database.execute("SELECT body FROM outbox"))
