"""Where a process listens, and how long it has to end."""

from __future__ import annotations

import socket

from bot.settings import DEFAULT_PORT, SettingsError

STOP_SECONDS = 6  # of the ten that a platform gives a process to end
EVERYWHERE = "0.0.0.0"  # platforms hand the port on from outside


def insist_on_port(
    host: str, port: int, command: str, *, variable: str = "PORT", usual: int = DEFAULT_PORT
) -> None:
    """Raises SettingsError where that port cannot be listened on.

    command: what was run. variable: that names the port, usual: what it is where it says nothing.
    """
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do
        try:
            trial.bind((host, port))
        except OSError as error:
            other = usual + (port == usual)
            raise SettingsError(
                f"Port {port} cannot be had: {error.strerror}. Choose another: "
                f"{variable}={other} {command}"
            ) from error
