"""The servers that tests start: what they promise, above all that nothing of them is reachable from outside."""

import smtplib
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import amqp
import psycopg2
import pytest

from tests.servers import MailSink, PostgreSQL, RabbitMQ, binaries, wait_until
from tests.servers.process import Server

ROOT = Path(__file__).parents[2]


def test_every_socket_of_the_broker_is_on_loopback(broker: RabbitMQ) -> None:
    addresses = listening(broker.pids())
    assert {broker.port, broker.distribution_port, broker.epmd_port} <= {port for _, port in addresses}
    assert all(ip_address(address).is_loopback for address, _ in addresses), addresses


def test_every_socket_of_the_database_is_on_loopback(postgres: PostgreSQL) -> None:
    addresses = listening(postgres.pids())
    assert addresses == {("127.0.0.1", postgres.port)}


def test_every_socket_of_the_mail_sink_is_on_loopback(mail: MailSink) -> None:
    assert listening(mail.pids()) == {("127.0.0.1", mail.port)}


def test_a_durable_message_survives_that_the_broker_is_killed(broker: RabbitMQ, organisation: str) -> None:
    put(broker, organisation, "still here")
    pid = broker.pid
    wait_until(lambda: broker.remembers(organisation), 10, "the broker to have written down the queue")
    broker.kill()
    assert not broker.answers()
    broker.start()
    assert broker.pid != pid
    wait_until(lambda: broker.depth(organisation) == 1, 10, "the message to be there again")


def test_a_suspended_broker_is_silent_and_goes_on_where_it_was(broker: RabbitMQ, organisation: str) -> None:
    put(broker, organisation, "patience")
    broker.suspend()
    with pytest.raises(TimeoutError), amqp.Connection(f"127.0.0.1:{broker.port}", connect_timeout=0.5):
        pass
    broker.resume()
    wait_until(lambda: broker.depth(organisation) == 1, 10, "the message to be there still")


def test_the_next_test_gets_a_healthy_broker_whatever_was_done_to_it(broker: RabbitMQ) -> None:
    broker.suspend()
    assert broker.healthy().answers()


@pytest.mark.parametrize("crash", [PostgreSQL.kill, PostgreSQL.stop])
def test_what_was_committed_survives_that_the_database_ends(
    postgres: PostgreSQL, database: str, crash: Callable[[PostgreSQL], None]
) -> None:
    name = database.rpartition("/")[2]
    postgres.execute("create table note as select 1 as line", name)
    crash(postgres)
    with pytest.raises(psycopg2.OperationalError):
        postgres.execute("select 1", name)
    postgres.start()
    with pytest.raises(psycopg2.errors.DivisionByZero):
        postgres.execute("select 1 / (count(*) - 1) from note", name)


def test_each_test_has_a_database_of_its_own(postgres: PostgreSQL, database: str) -> None:
    assert postgres.create_database("another") != database


def test_the_mail_sink_keeps_what_it_accepted(mail: MailSink) -> None:
    with smtplib.SMTP("127.0.0.1", mail.port, timeout=10) as sender:
        sender.send_message(letter("Vi ses på torsdag"))
        sender.send_message(letter("Tak for i dag"))
    assert [message["Subject"] for message in mail.messages()] == ["Vi ses på torsdag", "Tak for i dag"]


def test_a_server_that_cannot_start_says_why() -> None:
    class Broken(Server):
        name = "broken"

        def command(self) -> list[str | Path]:
            return ["/bin/sh", "-c", "echo no such luck; exit 3"]

    server = Broken()
    with pytest.raises(RuntimeError, match="no such luck"):
        server.start()
    server.remove()
    assert not server.folder.exists()


def test_a_server_does_not_outlive_a_test_run_that_is_killed() -> None:
    story = "from tests.servers import MailSink; sink = MailSink().start(); print(sink.pid, sink.folder, flush=True)"
    with subprocess.Popen([sys.executable, "-c", story + "; input()"], cwd=ROOT, stdin=-1, stdout=-1, text=True) as run:
        assert run.stdout
        pid, folder = run.stdout.readline().split()
        assert Path(f"/proc/{pid}").exists()
        run.kill()
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), 10, "the watchman to end the server")
    wait_until(lambda: not Path(folder).exists(), 10, "the watchman to tidy up")


def test_waiting_has_a_deadline_and_says_what_was_awaited() -> None:
    with pytest.raises(TimeoutError, match=r"after 0\.1 s still waiting for better weather"):
        wait_until(lambda: False, 0.1, "better weather")


def test_a_missing_program_is_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(binaries.PLACES, "flux-capacitor", ("flux", ("/nowhere",)))
    monkeypatch.setattr(binaries, "can_install", lambda: False)
    with pytest.raises(binaries.MissingError, match=r"^flux-capacitor is missing; run: .*apt-get install -y flux$"):
        binaries.find("flux-capacitor")


def put(broker: RabbitMQ, queue: str, text: str) -> None:
    """Put one durable message into a durable queue, confirmed by the broker."""
    with broker.connect() as connection, connection.channel() as channel:
        channel.queue_declare(queue, durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})
        channel.confirm_select()
        channel.basic_publish_confirm(amqp.Message(text, delivery_mode=2), routing_key=queue)


def letter(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "samspil@localhost", "family@localhost", subject
    message.set_content("…")
    return message


def listening(pids: set[int]) -> set[tuple[str, int]]:
    """Every (address, port) these processes listen on, as `ss -ltnp` would show it."""
    sockets = {link for pid in pids for link in _sockets(pid)}
    return {address for table in ("tcp", "tcp6") for inode, address in _table(table) if inode in sockets}


def _sockets(pid: int) -> set[str]:
    links = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.add(str(descriptor.readlink()).removeprefix("socket:[").removesuffix("]"))
        except FileNotFoundError:  # closed while we looked
            continue
    return links


def _table(name: str) -> list[tuple[str, tuple[str, int]]]:
    rows = [row.split() for row in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return [(row[9], _address(row[1])) for row in rows if row[3] == "0A"]  # 0A is LISTEN


def _address(text: str) -> tuple[str, int]:
    """The kernel writes addresses as little-endian words in hexadecimal."""
    words, _, port = text.partition(":")
    raw = b"".join(bytes.fromhex(words[at : at + 8])[::-1] for at in range(0, len(words), 8))
    return str(ip_address(raw)), int(port, 16)
