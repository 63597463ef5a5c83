"""A port for a server of a test."""

import socket


def free_port() -> int:
    """One that nobody listens on just now."""
    with socket.create_server(("", 0)) as server:
        return int(server.getsockname()[1])
