"""PgBouncer in transaction mode, where this machine has it (Debian: pgbouncer)."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.ports import free_port
from tests.waiting import A_LONG_TIME

SETTINGS = """
[databases]
* = host={folder} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
server_reset_query_always = 0
ignore_startup_parameters = extra_float_digits
"""


def missing() -> str:
    """Why there is none; nothing when there is."""
    return "" if _program() else "No pgbouncer on this machine (Debian: apt-get install pgbouncer)."


def _program() -> str | None:
    debian = Path("/usr/sbin/pgbouncer")
    return str(debian) if debian.exists() else shutil.which("pgbouncer")


@contextmanager
def pooled(server: URL, size: int) -> Iterator[URL]:
    """The same database through a pooler that keeps `size` connections for everybody."""
    port, where = free_port(), Path(str(server.query["host"]))
    with tempfile.TemporaryDirectory(prefix="pgbouncer-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root may not run it, so somebody else has to read its settings
        settings = folder / "pgbouncer.ini"
        told = SETTINGS.format(folder=where, user=server.username, port=port, size=size)
        settings.write_text(told, encoding="utf-8")
        as_whom = ("-u", where.owner()) if os.geteuid() == 0 else ()
        with (folder / "pgbouncer.log").open("wb") as log:
            process = subprocess.Popen([str(_program()), *as_whom, str(settings)], stdout=log, stderr=log)
        try:
            url = server.set(host="127.0.0.1", port=port, query={})
            _wait_for(url)
            yield url
        finally:
            process.terminate()
            process.wait()


def _wait_for(url: URL) -> None:
    deadline = time.monotonic() + A_LONG_TIME
    while True:
        try:
            psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
