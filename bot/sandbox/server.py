"""Run the local Slack server: start it on a port, wait until it answers, stop it again."""

import errno
import re
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from bot.sandbox.control import Control
from bot.sandbox.errors import SandboxError
from bot.sandbox.shapes import Workspace

START_WITHIN = 15.0  # seconds; usually under one
STOP_WITHIN = 5.0
_ADDRESS = re.compile(r"Web UI:\s+(http://\S+)")


class LocalSlack:
    """A context manager: inside it the server answers at `base_url`, and its page can be opened in a browser.

    `folder` takes the configuration, the log and the files people share. Port 0 is any free one. The server has
    no option to listen on loopback only: whoever reaches this machine reaches the sandbox.
    """

    def __init__(self, binary: Path, workspace: Workspace, folder: Path, port: int = 0) -> None:
        self.workspace = workspace
        self.base_url = ""
        self._binary = binary
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def control(self) -> Control:
        """A client that acts in this server as its people do."""
        return Control(self.base_url)

    @property
    def api_url(self) -> str:
        """The base of the Web API, for `WebClient(base_url=…)` and `SLACK_API_URL`."""
        return f"{self.base_url}/api/"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers. Raises SandboxError: port in use, or why the server gave up."""
        _require_free(self._port)
        self._folder.mkdir(parents=True, exist_ok=True)
        log = self._folder / "server.log"
        self._process = self._launch(log)
        try:
            self.base_url = self._address(self._process, log)
            self.control.state()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop this server's own process, and no other; a second call does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _launch(self, log: Path) -> subprocess.Popen[bytes]:
        config = self._folder / "workspace.json"
        config.write_bytes(msgspec.json.encode(configuration(self.workspace)))
        where: list[str | Path] = [
            "--config",
            config,
            "--port",
            str(self._port),
            "--files-dir",
            self._folder / "files",
        ]
        with log.open("wb") as output:
            return subprocess.Popen(  # noqa: S603 - our own download, checked against its digest
                [self._binary, *where],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C in the terminal is for the bot, which then stops the server in order.
                start_new_session=True,
            )

    def _address(self, process: subprocess.Popen[bytes], log: Path) -> str:
        """The address that the server prints once it listens."""
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline:
            ended = process.poll() is not None  # asked before its last words are read
            said = log.read_text(encoding="utf-8", errors="replace")
            if found := _ADDRESS.search(said):
                return found[1]
            if ended:
                if "EADDRINUSE" in said:
                    raise SandboxError(_refusal(self._port, "in use"))
                raise SandboxError(f"The local Slack server ended at once; what it said is in {log}.")
            time.sleep(0.02)
        raise SandboxError(
            f"The local Slack server did not answer within {START_WITHIN:.0f} seconds; see {log}."
        )


def configuration(workspace: Workspace) -> dict[str, Any]:
    """The server's configuration file (https://github.com/parvalabs/local-slack, `examples/config.yaml`)."""
    app = msgspec.to_builtins(workspace.app)
    if not workspace.app.request_url:
        del app["requestUrl"]
    return {
        "workspace": {"name": workspace.name, "domain": workspace.domain, "teamId": workspace.team_id},
        "apps": [app],
        "users": msgspec.to_builtins(workspace.users),
        "channels": msgspec.to_builtins(workspace.channels),
    }


def _require_free(port: int) -> None:
    """Refuse a port that something listens on. The server itself would answer with a stack trace."""
    try:
        socket.create_server(("", port)).close()
    except OSError as error:
        reasons = {errno.EADDRINUSE: "in use", errno.EACCES: "not open to this user"}
        if error.errno not in reasons:
            raise
        raise SandboxError(_refusal(port, reasons[error.errno])) from error


def _refusal(port: int, reason: str) -> str:
    other = port + 1 if 1024 <= port < 65535 else 3000
    return (
        f"Port {port} on this machine is {reason}, so the sandbox was not started; "
        f"choose another with --port, for example --port {other}."
    )
