"""Where the site listens: is the place free, and does it answer."""

import http.client
import socket
from contextlib import closing

TIMEOUT_SECONDS = 5.0
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def why_not_free(host: str, port: int) -> str:
    """Return why nothing can listen there, empty when something can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def bind_address(host: str, port: int) -> str:
    """Return the address as gunicorn and browsers write it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def answers(host: str, port: int, name: str) -> bool:
    """Return whether a web server answers there, whatever it says to a request for ``name``."""
    connection = http.client.HTTPConnection(_ANY.get(host, host), port, timeout=TIMEOUT_SECONDS)
    try:
        with closing(connection):
            connection.request("GET", "/healthz", headers={"Host": name})
            connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    return True
