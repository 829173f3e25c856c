"""The one HTTP server of a service: listens, gives each connection a green thread, and stops in good order."""

import socket
import sys
from functools import partial
from typing import Any

import eventlet
from nameko.web.server import WebServer, parse_address

from chassis import operations
from chassis.desk import Desk
from chassis.logs import failure
from chassis.web.application import Application
from chassis.web.connection import Connection, Limits
from chassis.web.stream import Stream

BACKLOG = 1024
BREATH_SECONDS = 0.05
WSGI = {
    "SCRIPT_NAME": "",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
    "wsgi.errors": sys.stderr,
}


class Server(WebServer):  # type: ignore[misc]  # nameko is untyped
    """Shared by all HTTP doors of a service. nameko gives it its life; its HTTP is ours."""

    def __init__(self) -> None:
        super().__init__()
        self._connections: set[Connection] = set()
        self._accepting = False

    @property
    def desk(self) -> Desk:
        return self.container.config["desk"]  # type: ignore[no-any-return]

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        host, port = self._sock.getsockname()[:2]
        return host, port

    def start(self) -> None:
        """Bind, and accept from now on."""
        routes = [provider.route for provider in self._providers]
        self._application = Application([*routes, *operations.routes(self.desk)], self.desk)
        self._limits = Limits.of(self.desk.settings)
        self._sock = eventlet.listen(parse_address(self.desk.settings["listen"]), backlog=BACKLOG)
        self._sock.settimeout(None)
        self._accepting = True
        self._gt = self.container.spawn_managed_thread(self.run)

    def run(self) -> None:
        """Accept until told to stop. No trouble with one peer ends it."""
        while self._accepting:
            try:
                sock, address = self._sock.accept()
            except OSError:
                # Out of file descriptors, or a peer that left at once: both pass.
                eventlet.sleep(BREATH_SECONDS)
                continue
            self.container.spawn_managed_thread(partial(self._serve, sock, address), identifier="connection")

    def stop(self) -> None:
        """Accept no more, let what is in hand be answered, then let go."""
        if not self._accepting:
            return
        self._accepting = False
        self._gt.kill()
        self._sock.close()
        for connection in list(self._connections):
            connection.finish()
        with eventlet.Timeout(self.desk.settings["stop_seconds"] / 2, False):
            while self._connections:
                eventlet.sleep(BREATH_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Let go at once."""
        self._accepting = False
        for connection in list(self._connections):
            connection.drop()

    def _serve(self, sock: Any, address: tuple[str, int]) -> None:
        try:
            if len(self._connections) >= self.desk.settings["max_connections"]:
                self._turn_away(sock)
            else:
                self._hold(sock, address)
        except Exception as problem:
            self.desk.log.error("connection_failed", **failure(problem))

    def _hold(self, sock: Any, address: tuple[str, int]) -> None:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host, port = self.address
        environ = {"SERVER_NAME": host, "SERVER_PORT": str(port), "REMOTE_ADDR": address[0], **WSGI}
        connection = Connection(Stream(sock), self._application, self._limits, environ)
        self._connections.add(connection)
        try:
            connection.serve()
        finally:
            self._connections.discard(connection)

    def _turn_away(self, sock: Any) -> None:
        connection = Connection(Stream(sock), self._application, self._limits, WSGI)
        connection.turn_away()
