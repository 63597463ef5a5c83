"""What understanding is given besides the words: it asks no clock, no database and no Slack."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from handlers.replies import Button
from handlers.requests import AnyRequest
from store.name_index import NameIndex
from store.tables import HandbookEntry
from store.topics import Topics
from store.vocabulary import Vocabulary


class Known(Protocol):
    """What of the books not every line needs. Whoever gives it may read it when it is first asked for.

    `topics` holds the action points that the speaker may be told of here, `own` those of the talk that are theirs to
    do, `handbook` its entries. `asked`: the talk is about one action point, and its owner, who speaks, was sent a
    question about it that waits for an answer.
    """

    @property
    def topics(self) -> Topics: ...

    @property
    def own(self) -> tuple[str, ...]: ...

    @property
    def handbook(self) -> Sequence[HandbookEntry]: ...

    @property
    def asked(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Told:
    """The same where it is at hand."""

    topics: Topics = field(default_factory=Topics)
    own: tuple[str, ...] = ()
    handbook: Sequence[HandbookEntry] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The door's part of a line.

    `about` are the full references that the conversation is about, `offered` the buttons last shown in it, `last` the
    question that was answered last. `targets` are the plan targets that it is about, as they are remembered.
    `meeting` is the one whose reminder a thread is under.
    `source` is a link to what was said, kept with an action point that is logged from it; `speaker` who said it, as
    the directory has them. `addressed`: it was said to the bot, and not only below something that the bot posted; if
    not, `goes_on`: whoever speaks spoke to the bot there a short while ago.
    """

    words: Vocabulary
    today: date
    about: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()
    source: str | None = None
    speaker: str = ""
    meeting: int | None = None
    targets: tuple[str, ...] = ()
    last: AnyRequest | None = None
    addressed: bool = True
    goes_on: bool = False
    known: Known = field(default_factory=Told)
    index: NameIndex | None = None
    groups: frozenset[str] = field(init=False)
    names: NameIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", self.words.group_names)
        object.__setattr__(self, "names", self.index or NameIndex(self.words))

    @property
    def topics(self) -> Topics:
        """The action points that may be spoken of, by what they are about."""
        return self.known.topics

    @property
    def own(self) -> tuple[str, ...]:
        """Those of the talk that the speaker owns and has not finished; where it is about one, nobody need ask."""
        return self.known.own

    @property
    def spoken_of(self) -> bool:
        """Whether the conversation is about anything that a line may be a reply to."""
        return bool(self.about or self.targets) or self.meeting is not None
