"""stub"""

from nameko.web.server import WebServer


class Server(WebServer):
    pass
