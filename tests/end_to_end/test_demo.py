"""`python -m bot demo`, as somebody starts it who has just cloned the project."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Control, SandboxError
from tests.end_to_end.office import BOARD, NADIA
from tests.ports import free_port
from tests.sandboxing import ROOT
from tests.waiting import A_LONG_TIME, eventually

pytestmark = pytest.mark.slack


@pytest.fixture
def clone(tmp_path: Path, slack_binary: Path) -> Path:
    """A folder to start the demo in, where the server need not be fetched again."""
    sandbox = tmp_path / ".sandbox"
    sandbox.mkdir()
    (sandbox / slack_binary.name).symlink_to(slack_binary)
    return tmp_path


def bot(clone: Path, *arguments: str, prints: str = "said") -> "subprocess.Popen[str]":
    """`python -m bot …` there, with all that it prints in that file."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SLACK_")}
    with (clone / prints).open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=clone,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
        )


def said(clone: Path) -> str:
    return (clone / "said").read_text(encoding="utf-8")


@pytest.fixture
def demo(clone: Path) -> Iterator[tuple["subprocess.Popen[str]", Control]]:
    """The demo, once it has said where it is."""
    port = free_port()
    process = bot(clone, "demo", "--port", str(port))
    try:
        eventually(lambda: f"is at http://localhost:{port} " in said(clone) or process.poll())
        yield process, Control(f"http://localhost:{port}")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(A_LONG_TIME)


def test_the_demo_answers_reminds_and_stops(
    clone: Path, demo: tuple["subprocess.Popen[str]", Control]
) -> None:
    process, control = demo
    assert "Pellingford Community Safety Partnership is at" in said(clone)
    assert "The clock stands at 08:59 on Tuesday 26 May 2026." in said(clone)
    servers = children(process.pid)

    control.command(BOARD, NADIA, "/actions", "overdue")
    assert control.messages(BOARD)[0].text.startswith("Overdue action points: 3")
    with bot(clone, "demo", "--step", "1d", prints="said by step") as stepped:
        assert stepped.wait(A_LONG_TIME) == 0
    control.wait_for(BOARD, lambda m: m.text.startswith("Report deadline in 6 days: Tuesday 2 June 2026"))

    process.send_signal(signal.SIGINT)
    assert process.wait(A_LONG_TIME) == 0
    assert len(servers) == 1
    assert not any(Path(f"/proc/{server}").exists() for server in servers)
    with pytest.raises(SandboxError, match="No local Slack server answers"):
        control.state()
    assert said(clone).endswith("Stopped.\n")
    assert "Traceback" not in said(clone)


def test_a_busy_port_is_said_in_a_sentence(clone: Path) -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        process = bot(clone, "demo", "--port", str(port))
        assert process.wait(A_LONG_TIME) == 1

    assert said(clone) == (
        f"Port {port} on this machine is in use, so the sandbox was not started; "
        f"choose another with --port, for example --port {port + 1}.\n"
    )


def children(process: int) -> list[int]:
    """The processes that this one has started (Linux, as the server itself)."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]
