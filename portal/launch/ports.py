"""Ports of this machine: which is free, which is taken, who answers."""

import http.client
import socket

from portal.launch.console import Halt

LOCAL = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return probe.getsockname()[1]


def refuse_taken(port: int) -> None:
    """Halt when the portal's own port belongs to another program."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCAL, port))
        except OSError as error:
            remedy = f"请先停下它，或换一个端口，例如 PORTAL_PORT={port + 1} make run。"
            raise Halt(f"端口 {port} 已被另一个程序占用；{remedy}") from error


def answers(port: int) -> bool:
    """Whether a web server gives any answer on this port."""
    connection = http.client.HTTPConnection(LOCAL, port, timeout=20)
    try:
        connection.request("HEAD", "/", headers={"Host": f"localhost:{port}"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()
