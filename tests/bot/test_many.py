"""Many workspaces: installing from the bot's own page, setting up, talking, being removed and coming back."""

import logging
import re
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, select, text, update

from bot.checking import check
from bot.installations import SECRET as SEALED
from bot.installations import Installations
from bot.main import build
from bot.sealing import Seal
from bot.serving import connected
from bot.setting_up import PAPERS
from store.backups import back_up
from store.clock import StoppedClock
from store.errors import Invalid
from store.exchange.everything import write_everything
from store.tables import Group, Partnership, Person
from store.tables.workspaces import BOTS, INSTALLATIONS
from tests.databases import engine
from tests.ports import free_port
from tests.town import CLIENT, CLIENT_SECRET, KEY, LONDON, A, B, Bot, Town, here, minutes, set_up, town
from tests.town import bot_of_town as bot
from tests.town import clock_of_town as clock

__all__ = ["bot", "clock", "engine", "town"]
ORG = "TORG"


# Installing


def test_the_page_says_what_it_is_and_leads_to_slack(bot: Bot) -> None:
    page, state, cookie = bot.begins("?team=TAAA")

    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<h1>Add the Partnership Secretariat to Slack</h1>" in page.text
    link = page.text.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert link.startswith(f"{bot.town.host}/oauth/v2/authorize?client_id=11.22&scope=app_mentions%3Aread%2C")
    assert f"&redirect_uri=https%3A%2F%2Fbot.example%2Fslack%2Foauth_redirect&state={state}&team=TAAA" in link
    assert cookie == f"slack-app-oauth-state={state}"
    told = page.headers["Set-Cookie"]
    assert all(word in told for word in ("Secure", "HttpOnly", "Max-Age=600", "SameSite=Lax"))
    assert "evil" not in bot.begins('?team="><script>evil')[0].text


def test_who_installs_it_is_written_to_and_sets_up_the_books(bot: Bot) -> None:
    done = bot.installed_by("U1", A)

    assert (done.status_code, "<h1>Installed in Workspace TAAA</h1>" in done.text) == (200, True)
    assert 'href="https://slack.com/app_redirect?app=A1&amp;team=TAAA"' in done.text
    assert "slack-app-oauth-state=deleted" in done.headers["Set-Cookie"]
    ida = here(bot, A)
    greeting = ida.last()
    assert greeting.channel == ida.direct
    assert greeting.text == (
        "I keep a partnership's action points, meetings and contacts, but there are no books here yet. <@U1>, who added me,"
        " or somebody who administers this workspace can set them up: it takes a minute."
    )

    ida.presses(greeting, "Set up the books")
    form = ida.tenancy.slack.modals[-1]
    assert [block["label"]["text"] for block in form["blocks"]] == [
        "Name of the partnership",
        "Short name",
        "Time zone",
        "Other groups that meet",
        "The Board's channel",
        "Who keeps the books?",
    ]
    answer = ida.submits(
        name="Saltmarsh Safety Partnership",
        zone="europe/london",
        groups="Multi-Agency Steering Group (MASG)\n\nRiverside Panel",
        channel="C0BOARD",
        keepers=["U1", "U2"],
    )

    assert answer == {}
    assert [(said.channel, said.text.partition(". Send")[0]) for said in ida.tenancy.slack.posted[-2:]] == [
        ("D1", "The books of Saltmarsh Safety Partnership are open. You keep them"),
        ("D2", "The books of Saltmarsh Safety Partnership are open. You keep them"),
    ]
    assert PAPERS in ida.last().text
    with bot.house.books.session(writes=False) as session:
        (books,) = session.scalars(select(Partnership)).all()
        assert (books.short_name, books.timezone, books.slack_team) == ("SSP", "Europe/London", A)
        groups = session.execute(select(Group.name, Group.short_name, Group.kind, Group.channel)).all()
        assert groups == [
            ("Saltmarsh Safety Partnership Board", "Board", "board", "C0BOARD"),
            ("Multi-Agency Steering Group", "MASG", "steering group", None),
            ("Riverside Panel", "Riverside", "panel", None),
        ]
        people = session.execute(select(Person.name, Person.email, Person.slack_user)).all()
        assert people == [("Ida Marsh", "u1@taaa.example", "U1"), ("Olu Bright", "u2@taaa.example", "U2")]
    assert "You own no open action point" in ida.command("/actions").text
    assert (
        here(bot, A, "U2")
        .command("/meetings add Board 16 June 2026 10:00")
        .text.startswith("Added the Board meeting")
    )


@pytest.mark.parametrize(
    ("query", "cookie", "status", "said"),
    [
        ({"error": "access_denied", "state": "STATE"}, "COOKIE", 200, "You chose not to install me"),
        (
            {"error": "<b>x</b>", "state": "STATE"},
            "COOKIE",
            200,
            "Slack did not go on with the installation.",
        ),
        ({"code": "CODE", "state": "STATE"}, "", 400, "begun in another browser"),
        ({"code": "CODE", "state": "STATE"}, "slack-app-oauth-state=other", 400, "begun in another browser"),
        (
            {"code": "CODE", "state": "made-up"},
            "slack-app-oauth-state=made-up",
            401,
            "longer than ten minutes",
        ),
        ({"code": "CODE"}, "COOKIE", 400, "begun in another browser"),
        ({"state": "STATE"}, "COOKIE", 401, "Slack sent nothing that I can install myself with."),
        ({"code": "wrong", "state": "STATE"}, "COOKIE", 401, "Slack did not confirm the installation."),
    ],
)
def test_what_goes_wrong_on_the_way_back_is_a_page(
    bot: Bot, query: dict[str, str], cookie: str, status: int, said: str
) -> None:
    _, state, own = bot.begins()
    known = {"STATE": state, "CODE": bot.town.consents(A, "U1")}

    page = bot.comes_back(
        {name: known.get(value, value) for name, value in query.items()},
        own if cookie == "COOKIE" else cookie,
    )

    assert (page.status_code, said in page.text) == (status, True), page.text
    assert "<h1>Not installed</h1>" in page.text
    assert 'href="https://bot.example/slack/install">Begin again</a>' in page.text
    assert "<b>x" not in page.text
    assert bot.many.installations.teams() == []


def test_the_way_back_counts_once_and_for_ten_minutes(bot: Bot, engine: Engine) -> None:
    _, state, cookie = bot.begins()
    first = bot.comes_back({"code": bot.town.consents(A, "U1"), "state": state}, cookie)
    again = bot.comes_back({"code": bot.town.consents(B, "U1"), "state": state}, cookie)
    assert (first.status_code, again.status_code) == (200, 401)

    _, state, cookie = bot.begins()
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE slack_oauth_states SET expire_at = '2020-01-01 00:00:00'"))
    late = bot.comes_back({"code": bot.town.consents(B, "U1"), "state": state}, cookie)
    assert (late.status_code, bot.many.installations.teams()) == (401, [A])
    bot.begins()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM slack_oauth_states")) == 1


def test_a_whole_organisation_is_declined_and_its_token_handed_back(bot: Bot) -> None:
    org = bot.town.add(ORG, org_wide=True, enterprise="E1")

    page = bot.installed_by("U1", ORG)

    assert page.status_code == 409
    assert "I was installed for a whole organisation, which I do not support" in page.text
    assert (org.gone, bot.many.installations.teams()) == (True, [])


def test_slack_out_of_reach_is_a_page_too(bot: Bot) -> None:
    _, state, cookie = bot.begins()
    code = bot.town.consents(A, "U1")
    bot.many.slack.base_url = "http://127.0.0.1:9/api/"

    page = bot.comes_back({"code": code, "state": state}, cookie)

    assert (page.status_code, "Slack could not be reached just now" in page.text) == (502, True)


# Setting up


def test_until_then_whoever_writes_is_told_how(bot: Bot) -> None:
    bot.installed_by("U1", A)
    kit = here(bot, A, "U3")

    assert kit.command("/actions open").text.startswith("I keep a partnership's action points")
    assert [said.labels for said in kit.writes("hello")] == [["Set up the books"]]
    mention = kit._new(lambda: kit.event("app_mention", text="hi", channel="C0ANY"))
    assert [(said.channel, said.labels) for said in mention] == [("C0ANY", ["Set up the books"])]
    assert kit._new(lambda: kit.event("message", text="hi", channel="C0ANY", channel_type="channel")) == []
    kit.event("app_home_opened", channel="D3", tab="home")
    assert kit.tenancy.slack.homes["U3"]["blocks"][1]["elements"][0]["action_id"] == "set_up"


def test_only_the_installer_and_administrators_set_up(bot: Bot) -> None:
    bot.installed_by("U1", A)
    kit = here(bot, A, "U3")
    invited = kit.writes("hello")[0]

    (refused,) = kit.presses(invited, "Set up the books")
    assert refused.text == (
        "Only <@U1>, who added me, or somebody who administers this workspace can set up the books. Nothing was changed."
    )
    kit.tenancy.slack.profiles["U3"]["is_admin"] = True
    assert kit.presses(invited, "Set up the books") == []
    kit.tenancy.slack.profiles["U3"]["is_admin"] = False
    answer = kit.submits(name="Kit's own")
    assert answer["errors"]["name"].startswith("Only <@U1>")
    kit.tenancy.slack.profiles["U3"]["is_admin"] = True
    assert kit.submits(name="Kit's own") == {}


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"name": "  "}, {"name": "A partnership needs a name. Nothing was changed."}),
        (
            {"name": "Saltmarsh", "zone": "Saltmarsh time"},
            {"zone": "“Saltmarsh time” is no time zone that I know. Write it as Europe/London."},
        ),
        (
            {"name": "Saltmarsh", "groups": "Street Panel\nStreet Forum"},
            {
                "groups": "Street Forum and Street Panel would both be Street for short. Give one of them another in"
                " brackets, such as “Street Forum (XY)”. Nothing was changed."
            },
        ),
    ],
)
def test_what_is_wrong_in_the_form_is_said_there(
    bot: Bot, values: dict[str, str], errors: dict[str, str]
) -> None:
    bot.installed_by("U1", A)
    ida = here(bot, A)
    ida.presses(ida.last(), "Set up the books")

    assert ida.submits(**values) == {"response_action": "errors", "errors": errors}
    with bot.house.books.session(writes=False) as session:
        assert session.scalars(select(Partnership.id)).all() == []


def test_two_who_set_up_at_once_begin_one(bot: Bot) -> None:
    bot.installed_by("U1", A)
    ida, kit = here(bot, A), here(bot, A, "U3")
    kit.tenancy.slack.profiles["U3"]["is_admin"] = True
    ida.presses(ida.last(), "Set up the books")
    assert ida.submits(name="Saltmarsh") == {}

    answer = kit.submits(name="Salt Marsh")

    assert answer["errors"]["name"] == (
        "The books of Saltmarsh have been begun here meanwhile. Nothing was changed by this."
    )


def test_two_workspaces_may_have_partnerships_of_one_name(bot: Bot) -> None:
    set_up(bot, A, "Community Safety Partnership")
    set_up(bot, B, "Community Safety Partnership")

    with bot.house.books.session(writes=False) as session:
        assert session.scalars(select(Partnership.slack_team).order_by(Partnership.id)).all() == [A, B]


# Each for itself


def test_each_workspace_is_answered_from_its_own_books_with_its_own_token(bot: Bot) -> None:
    one = set_up(bot, A, "Saltmarsh", keepers=["U1"])
    other = set_up(bot, B, "Westmere", keepers=["U1"])
    minutes(one, "count the lamps")
    before = len(bot.town.asked)

    assert "count the lamps" in one.writes("what is open?")[0].text
    assert "lamps" not in other.writes("what is open?")[0].text
    tokens = {token for _, token in bot.town.asked[before:]}
    assert tokens == {one.tenancy.token, other.tenancy.token}
    assert [said.channel for said in one.tenancy.slack.posted[-1:]] == ["D1"]


def test_a_shared_channel_is_answered_for_whom_it_was_delivered(bot: Bot) -> None:
    """Slack Connect: the event is of the workspace in `authorizations`, whatever team it or its writer is of."""
    one = set_up(bot, A, "Saltmarsh", keepers=["U1"])
    other = set_up(bot, B, "Westmere")
    minutes(one, "count the lamps")

    guest = here(bot, A, "U9")
    said = guest._new(
        lambda: guest.event(
            "app_mention",
            {"team_id": B, "context_team_id": A, "is_ext_shared_channel": True},
            text="what is open?",
            channel="C0SHARED",
            user_team=B,
        )
    )

    assert [each.channel for each in said] == ["C0SHARED"]
    assert "I do not know you as a member yet" in said[0].text
    assert other.tenancy.slack.posted[-1].channel != "C0SHARED"


def test_a_calendar_is_found_by_its_own_partnership(bot: Bot) -> None:
    one = set_up(bot, A, "Saltmarsh")
    set_up(bot, B, "Westmere")
    one.command("/meetings add Board 16 June 2026 10:00")
    told = one.command("/meetings subscribe").text
    (address,) = re.findall(r"https://bot\.example(/calendar/[0-9a-f]{32}/[0-9a-f]{64}\.ics)", told)[:1]

    assert "SUMMARY:" in bot.web.get(address).text
    with bot.house.books.session(writes=False) as session:
        theirs = session.scalar(select(Partnership.uid).where(Partnership.slack_team == B))
    wrong = re.sub(r"[0-9a-f]{32}(?=/)", str(theirs), address)
    assert bot.web.get(wrong).status_code == 404
    assert bot.web.get(address.replace("/calendar/", "/calendar/0")).status_code == 404


# Removed, and back again


def removed(bot: Bot, team: str, kind: str = "app_uninstalled") -> None:
    """An administrator removes the bot: its token is dead, and Slack says so."""
    bot.town.tenancies[team].gone = True
    here(bot, team).event(kind, tokens={"oauth": [], "bot": ["U0BOT"]})


def test_removed_from_one_workspace_it_goes_on_in_the_other_and_comes_back_to_its_books(
    bot: Bot, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    ida = set_up(bot, A, "Saltmarsh", channel="C0BOARDA", keepers=["U1"])
    olu = set_up(bot, B, "Westmere", channel="C0BOARDB", keepers=["U1"])
    for each in (ida, olu):
        minutes(each, "count the lamps")

    with caplog.at_level(logging.INFO, "bot"):
        removed(bot, A)
        removed(bot, A, "tokens_revoked")
    assert caplog.text.count("removed from workspace TAAA: the books of 1 partnerships wait there") == 1
    assert bot.many.installations.teams() == [B]
    assert ida.command("/actions").text.startswith("I am not installed in this workspace any more")
    assert "count the lamps" in olu.command("/actions").text.casefold()

    clock.at = datetime(2026, 6, 9, 9, 0, 30, tzinfo=LONDON)
    asked = len(bot.town.asked)
    bot.sweep.run()
    assert {token for _, token in bot.town.asked[asked:]} == {olu.tenancy.token}
    assert [p.channel for p in olu.tenancy.slack.posted if "in 7 days" in p.text] == ["C0BOARDB"]
    assert "C0BOARDA" not in [p.channel for p in ida.tenancy.slack.posted]
    assert "No reminder" not in caplog.text

    greeted = len(ida.tenancy.slack.posted)
    assert bot.installed_by("U2", A).status_code == 200
    assert [(p.channel, p.text) for p in ida.tenancy.slack.posted[greeted:]] == [
        ("D2", "I am back. The books are as you left them, and reminders go on from now.")
    ]
    assert "count the lamps" in ida.command("/actions").text.casefold()
    bot.sweep.run()
    assert [p.channel for p in ida.tenancy.slack.posted if "in 7 days" in p.text] == ["C0BOARDA"]


PAPER = """# **{name}**

- 10 February 2026
- 10:00-13:00
- The Corn Hall, Market Place

#### **ACTION POINTS**

| Ref | Action | Owner | Status |
|-----|--------|-------|--------|
| 02/01 | Share the map of the {what}. | Ida Marsh | Open |
"""


def test_from_the_first_page_to_the_papers_and_back_after_a_removal(bot: Bot) -> None:
    """All of it, in two workspaces side by side: install, set up, bring papers in, work, remove, install again."""
    houses = {A: ("Saltmarsh Safety Partnership", "lamps"), B: ("Westmere Safety Partnership", "gates")}
    there = {team: set_up(bot, team, name) for team, (name, _) in houses.items()}
    for team, (name, what) in houses.items():
        somebody = there[team]
        shown = somebody.sends("pack.md", PAPER.format(name=name, what=what).encode())[-1]
        assert shown.text.startswith("pack.md\nAdds 1 action point, 1 meeting"), shown.text
        somebody.presses(shown, "Apply")
        assert somebody.now(shown).text.startswith("Imported pack.md.")
    for team, (_, what) in houses.items():
        other = houses[B if team == A else A][1]
        listed = there[team].command("/actions all").text
        assert (f"map of the {what}" in listed, other in listed) == (True, False)

    removed(bot, A)
    assert there[A].command("/actions all").text.startswith("I am not installed")
    assert "map of the gates" in there[B].writes("what is open?")[0].text
    assert there[B].command("/actions close 02/01 It hangs in the hall").text.startswith("Closed 02/01")

    bot.installed_by("U2", A)
    assert "map of the lamps" in there[A].command("/actions all").text
    assert "Open action points: there are none." in there[B].command("/actions open").text


def test_news_of_a_removal_that_is_overtaken_by_an_installation_removes_nothing(bot: Bot) -> None:
    ida = set_up(bot, A, "Saltmarsh")

    ida.event("app_uninstalled")

    assert bot.many.installations.teams() == [A]
    assert "You own no open" in ida.command("/actions").text


def test_installing_it_again_takes_the_place_of_the_token_before(bot: Bot, engine: Engine) -> None:
    set_up(bot, A, "Saltmarsh")
    bot.installed_by("U2", A)

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM slack_bots")) == 1
        assert connection.scalar(text("SELECT count(*) FROM slack_installations")) == 1
    assert bot.many.installations.installer(A) == "U2"
    assert "You own no open" in here(bot, A).command("/actions").text


def test_a_calendar_of_a_workspace_that_removed_it_is_not_there(bot: Bot) -> None:
    ida = set_up(bot, A, "Saltmarsh")
    (address,) = re.findall(
        r"https://bot\.example(/calendar/\S+\.ics)", ida.command("/meetings subscribe").text
    )[:1]
    assert bot.web.get(address).status_code == 200

    removed(bot, A)

    assert bot.web.get(address).status_code == 404


def test_another_replica_knows_soon(town: Town, engine: Engine, clock: StoppedClock, bot: Bot) -> None:
    """Nothing but the database between them."""
    other = Bot(town, engine, clock)
    set_up(bot, A, "Saltmarsh")
    there = here(other, A)
    assert "You own no open" in there.command("/actions").text

    removed(bot, A)
    other.elapsed += 16
    assert there.command("/actions").text.startswith("I am not installed")
    bot.installed_by("U1", A)
    assert "You own no open" in there.command("/actions").text


# Tokens


def test_a_token_that_expires_is_exchanged_before_and_the_new_one_kept(bot: Bot, engine: Engine) -> None:
    bot.town.tenancies[A].rotates = True
    ida = set_up(bot, A, "Saltmarsh")
    first = ida.tenancy.token
    with engine.execution_options(writes=True).begin() as connection:
        soon = datetime.now(tz=ZoneInfo("UTC")).replace(tzinfo=None) + timedelta(minutes=90)
        connection.execute(update(BOTS).values(bot_token_expires_at=soon))
    bot.elapsed += 16

    assert "there are none" in ida.writes("what is open?")[0].text
    assert bot.town.asked[-1] == ("chat.postMessage", ida.tenancy.token)
    assert ida.tenancy.token != first
    kept = bot.many.installations.in_team(A)
    assert kept is not None
    assert (kept.bot_token, kept.bot_refresh_token) == (ida.tenancy.token, ida.tenancy.refresh)
    assert (kept.bot_token_expires_at or 0) > time.time() + 40_000
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM slack_bots")) == 1


def test_a_token_that_another_replica_has_exchanged_is_taken_from_the_books(
    town: Town, engine: Engine, clock: StoppedClock, bot: Bot
) -> None:
    town.tenancies[A].rotates = True
    ida = set_up(bot, A, "Saltmarsh")
    stale = bot.many.installations.in_team(A)
    assert stale is not None
    stale.bot_token_expires_at = int(time.time()) + 60
    other = Bot(town, engine, clock)
    with engine.execution_options(writes=True).begin() as connection:
        soon = datetime.now(tz=ZoneInfo("UTC")).replace(tzinfo=None) + timedelta(minutes=90)
        connection.execute(update(BOTS).values(bot_token_expires_at=soon))
    assert here(other, A).command("/actions").text

    assert bot.many.workspaces._rotated(stale).bot_token == ida.tenancy.token


def test_no_token_stands_in_the_database_or_the_log(
    bot: Bot, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    bot.town.tenancies[A].rotates = True
    with caplog.at_level(logging.DEBUG, "bot"):
        ida = set_up(bot, A, "Saltmarsh")
        ida.writes("what is open?")
        bot.comes_back({"code": "kanarienvogel-code", "state": "x"}, "slack-app-oauth-state=x")
        removed(bot, A)
        bot.installed_by("U1", A)
    assert "kanarienvogel" not in caplog.text
    with engine.connect() as connection:
        rows = [*connection.execute(select(BOTS)), *connection.execute(select(INSTALLATIONS))]
    assert len(rows) == 2
    assert "kanarienvogel" not in str(rows)
    assert repr(bot.config).count("kanarienvogel") == 0


def test_the_tables_are_those_of_the_sdk(engine: Engine) -> None:
    sdk = Installations("1", engine, Seal([KEY]))
    for theirs, ours in ((sdk.bots, BOTS), (sdk.installations, INSTALLATIONS)):
        assert theirs.name == ours.name
        assert [(c.name, c.nullable) for c in theirs.columns] == [(c.name, c.nullable) for c in ours.columns]
    secret = {c.name for c in INSTALLATIONS.columns if c.name.endswith(("_token", "webhook_url"))}
    assert secret == set(SEALED)


def test_keys_are_replaced_one_after_the_other(
    town: Town, engine: Engine, clock: StoppedClock, bot: Bot
) -> None:
    set_up(bot, A, "Saltmarsh")
    new = Fernet.generate_key().decode()

    both = Bot(town, engine, clock, keys=(new, KEY))
    both.many.check_keys()
    after = Bot(town, engine, clock, keys=(new,))
    after.many.check_keys()
    assert "You own no open" in here(after, A).command("/actions").text
    with pytest.raises(
        Invalid, match=r"^SLACK_TOKEN_KEYS does not open the tokens of 1 workspaces \(TAAA\)\."
    ):
        Bot(town, engine, clock, keys=(KEY,)).many.check_keys()


def test_without_its_key_a_workspace_is_as_good_as_not_installed(
    town: Town, engine: Engine, clock: StoppedClock, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    set_up(bot, A, "Saltmarsh")
    other = Bot(town, engine, clock, keys=(Fernet.generate_key().decode(),))

    assert here(other, A).command("/actions").text.startswith("I am not installed")
    assert "the token of workspace TAAA cannot be opened with SLACK_TOKEN_KEYS" in caplog.text


@pytest.mark.parametrize("keys", [(), ("short",), (KEY, "é")])
def test_what_is_no_key_is_said_so(keys: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match=r"^SLACK_TOKEN_KEYS holds no keys that can be used"):
        Seal(keys)


def test_a_copy_and_an_export_hold_no_token(bot: Bot, tmp_path: Path) -> None:
    """The sealed column goes along with a copy; what opens it is in the environment."""
    set_up(bot, A, "Saltmarsh")
    engine = bot.house.engine
    with (tmp_path / "all.zip").open("wb") as out:
        write_everything(engine, 1, bot.clock.now(), out)
    with zipfile.ZipFile(tmp_path / "all.zip") as exported:
        names = exported.namelist()
        assert not any("slack" in name or "chosen" in name for name in names)
        assert not any(b"kanarienvogel" in exported.read(name) for name in names)
    if engine.dialect.name == "sqlite":
        back_up(engine, tmp_path / "copy.db")
        content = (tmp_path / "copy.db").read_bytes()
        assert b"slack_bots" in content
        assert b"kanarienvogel" not in content
        assert KEY.encode() not in content


# The terminal


@pytest.fixture
def environment(bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of a bot for many, over the same books."""
    for name in ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    known = {
        "DATABASE_URL": bot.house.engine.url.render_as_string(hide_password=False),
        "SLACK_API_URL": bot.town.address,
        "SLACK_CLIENT_ID": CLIENT,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "SLACK_SIGNING_SECRET": "kanarienvogel-signing",
        "SLACK_TOKEN_KEYS": KEY,
        "PORT": str(free_port()),
    }
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text('public_url = "https://bot.example"\n', encoding="utf-8")
    return monkeypatch


def checked() -> list[str]:
    return [str(finding) for finding in check(Path("config.toml"), None)]


def test_check_looks_at_what_many_need(bot: Bot, environment: pytest.MonkeyPatch) -> None:
    set_up(bot, A, "Saltmarsh")
    set_up(bot, B, "Westmere")
    removed(bot, B)

    said = "\n".join(checked())
    assert (
        "ok      database: it opens and is up to date; it holds the books of 1 partnerships, and of 1 in workspaces that have"
        " removed the bot." in said
    )
    assert (
        "ok      installing: people install the bot at https://bot.example/slack/install; in the app's settings enter"
        " https://bot.example/slack/oauth_redirect as redirect URL, and turn public distribution on." in said
    )
    assert (
        "ok      tokens: the bot is installed in 1 workspaces, and SLACK_TOKEN_KEYS opens their tokens."
        in said
    )
    assert "kanarienvogel" not in said
    assert KEY not in said

    new = Fernet.generate_key().decode()
    environment.setenv("SLACK_TOKEN_KEYS", f"{new}, {KEY}")
    assert "2 of them are sealed with a later key of the list, until the next start" in "\n".join(checked())
    environment.setenv("SLACK_TOKEN_KEYS", new)
    assert "not ok  tokens: SLACK_TOKEN_KEYS does not open the tokens of 1 workspaces (TAAA)." in "\n".join(
        checked()
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "SLACK_TOKEN_KEYS",
            "",
            "SLACK_TOKEN_KEYS must be set in the environment as well as SLACK_CLIENT_ID.",
        ),
        ("SLACK_TOKEN_KEYS", "abc", "SLACK_TOKEN_KEYS holds no keys that can be used"),
        ("SLACK_CLIENT_SECRET", "", "SLACK_CLIENT_SECRET must be set in the environment as well"),
        ("SLACK_SIGNING_SECRET", "", "SLACK_SIGNING_SECRET must be set in the environment as well"),
        ("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_CLIENT_ID is set, so the bot gets a token from each workspace"),
        (
            "SLACK_API_URL",
            "https://slack.com/api/",
            "public_url must be set in the configuration, and begin with https://",
        ),
    ],
)
def test_what_is_missing_is_said_before_it_starts(
    environment: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    environment.setenv(name, value)
    if name == "SLACK_API_URL":
        Path("config.toml").write_text("", encoding="utf-8")
    with pytest.raises(Invalid) as refused, connected(build(Path("config.toml"))):
        pass

    assert str(refused.value).startswith(said)


def test_it_serves_on_its_port_and_is_ready_while_slack_answers(
    bot: Bot, environment: pytest.MonkeyPatch
) -> None:
    """As `serve` puts it together, with its own web server."""
    del environment
    set_up(bot, A, "Saltmarsh")
    built = build(Path("config.toml"))
    with connected(built):
        here = f"http://127.0.0.1:{built.config.port}"
        ready = httpx.get(f"{here}/readyz", trust_env=False)
        assert (ready.status_code, ready.text) == (200, "database: ok\nmigrations: ok\nslack: ok\n")
        assert 'partnerships{state="there"} 1.0' in httpx.get(f"{here}/metrics", trust_env=False).text
        assert "Add to Slack" in httpx.get(f"{here}/slack/install", trust_env=False).text
        assert httpx.get(f"{here}/slack/events", trust_env=False).status_code == 405
