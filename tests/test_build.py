"""The build habits, held: what `make` offers, what the lock pins, and the sentences of `.ci/prepare`."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    """The project's name in its normal form (PEP 503): "SQLAlchemy>=2" is "sqlalchemy"."""
    written = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert written is not None
    return re.sub(r"[-_.]+", "-", written[0]).lower()


def test_the_lock_pins_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {name_of(each) for each in project["dependencies"] + project["optional-dependencies"]["dev"]}
    pinned = re.findall(r"^([a-z0-9._-]+)==\S+ \\\n    --hash=sha256:", LOCK, re.MULTILINE)

    assert wanted - {name_of(each) for each in pinned} == set(), "run `make lock`"


def pins(lock: str) -> dict[str, str]:
    """What is pinned with hashes, by name."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+) \\\n    --hash=sha256:", lock, re.MULTILINE))


def test_what_serves_is_pinned_to_the_same() -> None:
    serving = pins((ROOT / "requirements-serve.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {name_of(each) for each in project["dependencies"]} - {name_of(each) for each in serving} == set()
    assert serving.items() <= pins(LOCK).items(), "run `make lock`"
    assert not {"pytest", "playwright", "mypy", "hypothesis"} & serving.keys()


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert re.findall(r"://|^--?(?:index|extra|find|trusted|[fi] )", LOCK, re.MULTILINE) == []


def test_help_names_every_target_that_people_use() -> None:
    told = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = re.findall(r"^make (\w+) ", told.stdout, re.MULTILINE)
    wanted = {
        "demo",
        "test",
        "lint",
        "types",
        "layers",
        "unit",
        "accuracy",
        "bench",
        "chaos",
        "lock",
        "audit",
        "clean",
        "help",
    }
    assert set(named) == wanted


def test_ci_runs_the_audit_and_make_test_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-2:] == ["make audit", "exec make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def prepare(what: str, tools: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `.ci/prepare` on a machine that has a shell and otherwise only `tools`."""
    bash = tools / "bash"
    if not bash.exists():
        bash.symlink_to("/bin/bash")
    return subprocess.run(
        [bash, ROOT / ".ci" / "prepare", what],
        env={"PATH": str(tools), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def tool(tools: Path, name: str, does: str) -> None:
    script = tools / name
    script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o755)


@pytest.mark.parametrize(("environment", "code"), [({}, 0), ({"CI": "true"}, 1)])
def test_without_root_a_missing_browser_is_a_sentence(
    tmp_path: Path, environment: dict[str, str], code: int
) -> None:
    tool(tmp_path, "id", "echo 1000")
    tool(tmp_path, "apt-get", "echo must not run; exit 1")

    outcome = prepare("chromium", tmp_path, environment)
    assert outcome.returncode == code
    assert outcome.stderr == (
        "This machine lacks chromium, needed to test the page in a browser. "
        "Install it (Debian: sudo apt-get install chromium), then try again.\n"
    )


def test_root_on_debian_gets_what_is_missing(tmp_path: Path) -> None:
    tool(tmp_path, "id", "echo 0")
    tool(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked; : > {tmp_path}/made')
    tool(tmp_path, "python3", f'case "$2" in *ensurepip*) [ -e {tmp_path}/made ] ;; esac')

    outcome = prepare("python", tmp_path, {})
    assert outcome.returncode == 0
    assert outcome.stdout == f"{tmp_path}/python3\n"
    assert outcome.stderr.startswith("Installing the Debian package python3-venv, needed to make")
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "-qq update",
        "-qq install --no-install-recommends python3-venv",
    ]


def test_a_python_that_is_too_old_is_a_sentence(tmp_path: Path) -> None:
    tool(tmp_path, "python3", "exit 1")

    outcome = prepare("python", tmp_path, {})
    assert outcome.returncode == 1
    assert outcome.stderr == "No Python 3.11 or newer on the PATH; install one, then try again.\n"


def audited(tmp_path: Path, finds: str, *locks: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `.ci/audit` with a pip-audit that writes `finds` into its report, and what it was told into a file."""
    (tmp_path / "bin").mkdir()
    into = f'while [ "$1" != --output ]; do shift; done; printf "%s" "{finds}" > "$2"'
    tool(tmp_path / "bin", "pip-audit", f'printf "%s\\n" "$@" > {tmp_path}/told; {into}; exit {code}')
    return subprocess.run(
        [ROOT / ".ci" / "audit", *locks],
        env={**os.environ, "AUDIT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_audit_asks_about_all_that_is_pinned(tmp_path: Path) -> None:
    outcome = audited(tmp_path, "{}")
    assert outcome.returncode == 0
    assert (
        outcome.stderr == "Every line of requirements.lock requirements-serve.lock is pinned with hashes.\n"
    )
    told = set((tmp_path / "told").read_text(encoding="utf-8").splitlines())
    assert told >= {
        "--require-hashes",
        "--requirement=requirements.lock",
        "--requirement=requirements-serve.lock",
    }


def test_a_known_vulnerability_fails_the_audit(tmp_path: Path) -> None:
    outcome = audited(tmp_path, "a hole", code=1)
    assert outcome.returncode == 1
    assert outcome.stderr.endswith("a hole")


def test_where_nobody_can_be_asked_that_is_said(tmp_path: Path) -> None:
    outcome = audited(tmp_path, "", code=1)
    assert outcome.returncode == 0
    assert outcome.stderr.splitlines()[-1] == (
        "The database of vulnerabilities cannot be reached from here, so nothing was asked."
    )


@pytest.mark.parametrize(
    "line",
    [
        "lxml==6.0.0\n",
        "lxml==6.0.0 \\\n",
        "lxml>=6 \\\n    --hash=sha256:00ff\n",
        "lxml @ file:///tmp/lxml.whl\n",
        "-e .\n",
    ],
)
def test_a_line_without_a_hash_fails_the_audit(tmp_path: Path, line: str) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text(f"attrs==1.0 \\\n    --hash=sha256:00ff\n{line}", encoding="utf-8")

    outcome = audited(tmp_path, "{}", lock)
    assert outcome.returncode == 1
    assert outcome.stderr == f"{lock} has a line that is not pinned with a hash. Run make lock.\n"
