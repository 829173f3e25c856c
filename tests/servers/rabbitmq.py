"""A private RabbitMQ node."""

import os
import subprocess
from pathlib import Path
from typing import Any, Self

import amqp

from tests.servers import binaries
from tests.servers.process import Server
from tests.servers.waits import free_port, listens, wait_until


class RabbitMQ(Server):
    """A RabbitMQ node of its own: own name, cookie, data, and an own epmd; nothing of it listens beyond loopback.

    Creating a virtual host takes another Erlang machine, so tests share one broker and the vhost `/`; they keep apart
    by a unique organisation, which starts the name of every exchange and queue.
    """

    name = "rabbitmq"

    def __init__(self) -> None:
        super().__init__()
        self.epmd_port, self.distribution_port = free_port(), free_port()
        self.epmd: subprocess.Popen[bytes] | None = None
        (self.folder / "plugins").write_text("[].\n")
        (self.folder / "empty").touch()
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\n"
            "disk_free_limit.absolute = 100MB\n"
            "log.file.level = warning\n"
            "log.console = false\n"
            f"log.file = {self.folder}/broker.log\n"
        )

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def command(self) -> list[str | Path]:
        return [binaries.find("rabbitmq-server")]

    def options(self) -> dict[str, Any]:
        here = str(self.folder)
        loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
        return {
            "env": {
                "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
                "LANG": "C.UTF-8",
                "HOME": here,  # the Erlang cookie is made there
                "RUNNING_UNDER_SYSTEMD": "yes",  # the script then becomes the broker, so our process id is the broker's
                "ERL_EPMD_PORT": str(self.epmd_port),
                "RABBITMQ_NODENAME": f"samspil-{self.port}@localhost",
                "RABBITMQ_DIST_PORT": str(self.distribution_port),
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{loopback} -start_epmd false",
                "RABBITMQ_CONF_ENV_FILE": f"{here}/empty",
                "RABBITMQ_CONFIG_FILE": f"{here}/rabbitmq",
                "RABBITMQ_ADVANCED_CONFIG_FILE": f"{here}/advanced",
                "RABBITMQ_GENERATED_CONFIG_DIR": f"{here}/generated",
                "RABBITMQ_SCHEMA_DIR": f"{here}/schema",
                "RABBITMQ_ENABLED_PLUGINS_FILE": f"{here}/plugins",
                "RABBITMQ_MNESIA_BASE": f"{here}/data",
                "RABBITMQ_LOG_BASE": here,
                "RABBITMQ_PID_FILE": f"{here}/pid",
            }
        }

    def start(self) -> Self:
        if self.epmd is None or self.epmd.poll() is not None:
            self.epmd = self.launch([binaries.find("epmd"), "-port", str(self.epmd_port), "-address", "127.0.0.1"])
            wait_until(lambda: listens(self.epmd_port), 10, "epmd")
        return super().start()

    def pids(self) -> set[int]:
        return super().pids() | ({self.epmd.pid} if self.epmd and self.epmd.poll() is None else set())

    def answers(self) -> bool:
        try:
            self.connect().close()
        except (OSError, amqp.AMQPError):
            return False
        return True

    def connect(self) -> amqp.Connection:
        connection = amqp.Connection(
            f"127.0.0.1:{self.port}", userid="guest", password="guest", connect_timeout=5, read_timeout=10
        )
        connection.connect()
        return connection

    def depth(self, queue: str) -> int:
        """Messages ready in a queue. A quorum queue tells it some seconds late, so wait for it."""
        with self.connect() as connection, connection.channel() as channel:
            return int(channel.queue_declare(queue, passive=True).message_count)

    def remembers(self, queue: str) -> bool:
        """True when a quorum queue survives a crash: a new one is on disk up to a second after RabbitMQ says yes."""
        return any(queue.encode() in file.read_bytes() for file in self.folder.glob("data/*/quorum/*/names.dets"))

    def remove(self) -> None:
        self.stop()
        if self.epmd:
            self.epmd.kill()
            self.ended(self.epmd)
        super().remove()
