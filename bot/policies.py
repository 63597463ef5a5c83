"""The policy of reminders that the configuration asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from bot import config
from bot.config import Config
from scheduler.policy import Kind, OfGroup, Policy, Rule
from store.dates import parse_date
from store.errors import Invalid
from store.hours import Hours

# What the kinds are called in config.toml.
_CALLED = {
    "report_deadline": Kind.DEADLINE,
    "publication": Kind.PUBLICATION,
    "public_questions": Kind.QUESTIONS,
    "register_export": Kind.EXPORT,
    "quorum": Kind.QUORUM,
    "session": Kind.SESSION,
    "nudge": Kind.NUDGE,
}


def policy_of(given: Config) -> Policy:
    """The policy of the configuration. Raises Invalid with the remedy when something in it cannot be."""
    try:
        return _policy(given.reminders)
    except ValueError as error:
        raise Invalid(
            f"[reminders] in the configuration is wrong: {error} Compare it with config.example.toml."
        ) from error


def hours_of(given: Config) -> Hours:
    """The hours in which people may be written to. Raises Invalid."""
    return policy_of(given).hours


def _policy(said: config.Reminders) -> Policy:
    at = time.fromisoformat(said.at)
    bare = Policy()
    everywhere = {kind: replace(bare.rule(kind, ""), at=at) for kind in _CALLED.values()}
    everywhere |= dict(_rules(said, everywhere))
    groups = {
        name.casefold(): OfGroup(dict(_rules(own, everywhere)), own.weekly)
        for name, own in said.groups.items()
    }
    return Policy(
        **{kind.value: rule for kind, rule in everywhere.items()},
        groups=groups,
        overdue=said.overdue,
        secretariat_after=said.secretariat_after,
        weekly=said.weekly,
        personal=said.personal,
        closings=said.closings,
        plan=said.plan,
        plan_overdue=said.plan_overdue,
        plan_digest=said.plan_digest,
        confirm=_day_of_the_year(said.confirm),
        digest_at=at,
        hours=Hours(*map(time.fromisoformat, said.hours)),
    )


def _rules(said: config.OfGroup, over: dict[Kind, Rule]) -> Iterator[tuple[Kind, Rule]]:
    """The rules that a table gives, what it leaves out being as in `over`."""
    for name, kind in _CALLED.items():
        own = getattr(said, name)
        if own is None:
            continue
        try:
            yield kind, _rule(own, over[kind])
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        if kind is Kind.NUDGE and isinstance(own, config.Rule) and own.to is not None:
            raise ValueError(
                "nudge: it is about somebody's own action points, so it goes to their owners alone."
            )


def _rule(own: config.Rule | tuple[int, ...], over: Rule) -> Rule:
    if not isinstance(own, config.Rule):
        return replace(over, days=own)
    given = {
        "days": own.days,
        "at": time.fromisoformat(own.at) if own.at is not None else None,
        "to": (own.to,) if isinstance(own.to, str) else own.to,
        "working_days": own.working_days,
    }
    return replace(over, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _day_of_the_year(said: str) -> tuple[int, int] | None:
    """“1 October” as month and day. Raises ValueError for what is no day of every year."""
    if not said.strip():
        return None
    found = parse_date(f"{said} 2023")
    if found is None:
        raise ValueError(f"“{said[:40]}” is no day of the year, such as 1 October.")
    return found.month, found.day
