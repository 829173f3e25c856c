"""A RabbitMQ that starts with the development overlay's own files, and everybody who may log in to it."""

import json
import os
import subprocess
from typing import Any

import amqp

from deploy.topology.topology import load
from deploy.topology.users import DEVELOPMENT_PASSWORD, user
from tests.deploy.rendered import DEPLOY
from tests.servers import RabbitMQ, free_port
from tests.servers.binaries import find

FILES = DEPLOY / "overlays" / "dev" / "rabbitmq"
ARCHITECT = "architect"
VHOST = load().vhost


class DeclaredRabbitMQ(RabbitMQ):
    """Boots from the overlay's configuration and definitions, plus one user who may declare anything."""

    def __init__(self) -> None:
        super().__init__()
        self.metrics_port = free_port()
        definitions = self.folder / "definitions.json"
        definitions.write_text(json.dumps(_with_architect(json.loads((FILES / "definitions.json").read_text()))))
        overlay = (FILES / "rabbitmq.conf").read_text().replace("/etc/samspil/definitions.json", str(definitions))
        with (self.folder / "rabbitmq.conf").open("a") as config:
            config.write(f"prometheus.tcp.ip = 127.0.0.1\nprometheus.tcp.port = {self.metrics_port}\n{overlay}")
        (self.folder / "plugins").write_text((FILES / "enabled_plugins").read_text())

    def connect(
        self, name: str = ARCHITECT, password: str = DEVELOPMENT_PASSWORD, vhost: str = VHOST
    ) -> amqp.Connection:
        connection = amqp.Connection(
            f"127.0.0.1:{self.port}",
            name,
            password,
            virtual_host=vhost,
            connect_timeout=5,
            read_timeout=10,
            confirm_publish=True,
        )
        connection.connect()
        return connection

    def url_of(self, name: str) -> str:
        return f"amqp://{name}:{DEVELOPMENT_PASSWORD}@127.0.0.1:{self.port}/{VHOST}"

    def definitions(self) -> dict[str, Any]:
        """What the broker says it has."""
        return dict(json.loads(self._ctl("export_definitions", "-", "--format", "json", "--silent")))

    def import_definitions(self, path: os.PathLike[str]) -> None:
        self._ctl("import_definitions", os.fspath(path))

    def _ctl(self, *words: str) -> str:
        command = [str(find("rabbitmq-server").with_name("rabbitmqctl")), *words]
        env = self.options()["env"]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60).stdout


def _with_architect(definitions: dict[str, Any]) -> dict[str, Any]:
    anything = {"user": ARCHITECT, "vhost": VHOST, "configure": ".*", "write": ".*", "read": ".*"}
    definitions["users"].append(user(ARCHITECT, DEVELOPMENT_PASSWORD, b"salt"))
    definitions["permissions"].append(anything)
    return definitions
