"""The policy that a configuration asks for: by kind and by group, over what comes by itself."""

from datetime import time
from pathlib import Path

import pytest

from bot.config import load
from bot.policies import policy_of
from scheduler.policy import Kind, Policy, Rule
from store.errors import Invalid
from store.hours import Hours


def policy(folder: Path, reminders: str) -> Policy:
    file = folder / "config.toml"
    file.write_text(f"[reminders]\n{reminders}", encoding="utf-8")
    return policy_of(load(file, {}))


def test_nothing_said_is_the_policy_as_it_comes(tmp_path: Path) -> None:
    assert policy(tmp_path, "") == Policy()


def test_days_alone_keep_where_it_goes(tmp_path: Path) -> None:
    said = policy(tmp_path, "publication = [3]\nat = '08:30'")

    assert said.publication == Rule((3,), time(8, 30), ("secretariat",))
    assert said.session == Rule((7, 1, 0), time(8, 30))
    assert said.digest_at == time(8, 30)


def test_a_table_says_when_and_to_whom(tmp_path: Path) -> None:
    said = policy(
        tmp_path, "session = { days = [2], at = '07:45', to = ['chair', 'Ada Okafor'], working_days = true }"
    )

    assert said.rule(Kind.SESSION, "SG") == Rule(
        (2,), time(7, 45), ("chair", "Ada Okafor"), working_days=True
    )


def test_a_group_is_otherwise_in_what_it_says(tmp_path: Path) -> None:
    said = policy(
        tmp_path,
        "session = [5]\nweekly = false\n[reminders.groups.SG]\nweekly = true\nsession = { to = 'C0OTHER1' }",
    )

    assert said.rule(Kind.SESSION, "sg") == Rule((5,), to=("C0OTHER1",))
    assert said.rule(Kind.SESSION, "CSP") == Rule((5,))
    assert (said.has_weekly("SG"), said.has_weekly("CSP")) == (True, False)


def test_the_hours_for_direct_messages(tmp_path: Path) -> None:
    assert policy(tmp_path, "hours = ['10:00', '16:00']").hours == Hours(time(10), time(16))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("at = '25:00'", "hour must be"),
        ("session = [-1]", "session: A reminder comes before its date or on it"),
        ("session = { to = ['channel', 'chair'] }", "session: A reminder goes to one channel or to people"),
        ("quorum = { to = [] }", "quorum: A reminder goes to one channel or to people"),
        ("nudge = { to = 'chair' }", "nudge: it is about somebody's own action points"),
        ("hours = ['18:00', '08:00']", "end after they begin"),
        ("session = { day = [1] }", "unknown field `day`"),
        ("[reminders.groups.SG]\nsessions = [1]", "unknown field `sessions`"),
        ("overdue = [0]", "asked about a day after it was due"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(tmp_path: Path, said: str, why: str) -> None:
    with pytest.raises(Invalid, match=f"(?s){why}.*config.example.toml"):
        policy(tmp_path, said)


def test_a_mail_server_needs_a_sender(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[mail]\nhost = 'mail.example'\n", encoding="utf-8")

    with pytest.raises(Invalid, match="no sender"):
        load(file, {})


def test_the_password_of_the_mail_server_is_never_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("smtp_password = 'hush'\n", encoding="utf-8")

    with pytest.raises(Invalid, match="from the environment only"):
        load(file, {})
    file.write_text("", encoding="utf-8")
    assert load(file, {"SMTP_PASSWORD": "hush"}).mail_password == "hush"
    assert "hush" not in repr(load(file, {"SMTP_PASSWORD": "hush"}))
