"""Getting the server: once, checked, and with one sentence when it cannot be had. npm is a script of ours here."""

from pathlib import Path

import pytest

from bot.sandbox import SandboxError, fetch
from bot.sandbox.__main__ import main
from bot.sandbox.download import PACKAGE, VERSION, _require_platform

COMPLAINT = r"""npm error code ENOTFOUND
npm error request failed, reason: getaddrinfo ENOTFOUND
npm error A complete log of this run can be found in: /somewhere
"""


def npm_that(does: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_what_is_there_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_that("exit 1", tmp_path, monkeypatch)
    binary = tmp_path / "sandbox" / f"local-slack-{VERSION}"
    binary.parent.mkdir()
    binary.touch()
    said: list[str] = []

    assert fetch(tmp_path / "sandbox", said.append) == binary
    assert said == []


def test_no_network_is_a_sentence_with_npms_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_that(f"printf '{COMPLAINT}' >&2; exit 1", tmp_path, monkeypatch)
    said: list[str] = []

    with pytest.raises(SandboxError) as refusal:
        fetch(tmp_path / "sandbox", said.append)
    assert str(refusal.value) == (
        f"{PACKAGE}@{VERSION} could not be downloaded (request failed, reason: getaddrinfo ENOTFOUND): "
        "check the network, then try again."
    )
    assert said == [f"Fetching the local Slack server ({PACKAGE} {VERSION}, once)…"]
    assert list((tmp_path / "sandbox").iterdir()) == []


def test_another_content_than_the_known_one_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(f"echo other > {PACKAGE}-{VERSION}.tgz", tmp_path, monkeypatch)

    with pytest.raises(SandboxError, match="not the one this version was tested with"):
        fetch(tmp_path / "sandbox")
    assert list((tmp_path / "sandbox").iterdir()) == []


def test_other_platforms_are_told_what_to_do() -> None:
    with pytest.raises(SandboxError, match="this is Darwin on arm64; use such a machine or container"):
        _require_platform("Darwin", "arm64")


def test_the_command_line_says_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    npm_that("exit 1", tmp_path, monkeypatch)

    assert main([str(tmp_path / "sandbox")]) == 1
    assert "could not be downloaded (no reason given)" in capsys.readouterr().err
