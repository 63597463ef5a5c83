"""What is deployed: as the image, compose file, unit and page say, and as safely."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import parser
from bot.config import SECRETS

ROOT = Path(__file__).parents[1]
DOCKERFILE, COMPOSE, UNIT, OPERATING = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("Dockerfile", "compose.yaml", "deploy/partnership-bot.service", "docs/operating.md")
)


def test_the_image_holds_what_serving_needs_and_runs_without_rights() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "packages"
    ]
    for package in packages["find"]["include"]:
        name = package.rstrip("*")
        assert f"COPY {name} /app/{name}\n" in DOCKERFILE
        assert f"!{name}\n" in (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert "--require-hashes" in DOCKERFILE
    assert re.search(r"^USER 10001$", DOCKERFILE, re.MULTILINE)
    assert "/healthz" in re.search(r"^HEALTHCHECK.*\n.*$", DOCKERFILE, re.MULTILINE)[0]  # type: ignore[index]


def test_no_secret_is_written_into_any_of_them() -> None:
    for text in (DOCKERFILE, UNIT):
        assert not [name for name in SECRETS if f"ENV {name}" in text or f"Environment={name}" in text]
    for name in SECRETS:
        assert re.search(rf'{name}: "\$\{{{name}:[?-]', COMPOSE), name


@pytest.mark.parametrize("line", ["read_only: true", "cap_drop: [ALL]", '"no-new-privileges:true"', "tmpfs:"])
def test_the_root_of_the_container_is_only_read(line: str) -> None:
    assert line in COMPOSE.partition("\n  database:")[0]


@pytest.mark.parametrize(
    "line",
    ["NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "StateDirectoryMode=0700"],
)
def test_so_is_that_of_the_unit(line: str) -> None:
    assert f"\n{line}\n" in UNIT


def test_stopping_is_given_as_much_time_in_all_of_them() -> None:
    assert "stop_grace_period: 30s" in COMPOSE
    assert "TimeoutStopSec=30" in UNIT


def test_every_command_of_the_page_is_one() -> None:
    choices = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    named = re.findall(
        r"(?:python -m bot|\n    partnership-bot|compose (?:run --rm|exec) bot(?: python -m bot)?) (?!-)(\w+)",
        OPERATING,
    )
    assert {"check", "backup", "restore", "import", "export"} <= set(named)
    assert set(named) <= set(choices or ())
