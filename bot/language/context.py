"""What understanding is given besides the words: it asks no clock, no database and no Slack."""

from dataclasses import dataclass, field
from datetime import date

from handlers.replies import Button
from handlers.requests import AnyRequest
from store.name_index import NameIndex
from store.topics import Topics
from store.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """The door's part of a line.

    `about` are the full references that the conversation is about, `own` those of them that the speaker owns,
    `offered` the buttons last shown in it, `last` the question that was answered last.
    `targets` are the plan targets that it is about, as they are remembered.
    `meeting` is the one whose reminder a thread is under.
    `source` is a link to what was said, kept with an action point that is logged from it; `speaker` who said it, as
    the directory has them. `topics` holds the action points that the speaker may be told of here.
    """

    words: Vocabulary
    today: date
    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()
    source: str | None = None
    speaker: str = ""
    meeting: int | None = None
    targets: tuple[str, ...] = ()
    last: AnyRequest | None = None
    topics: Topics = field(default_factory=Topics)
    index: NameIndex | None = None
    groups: frozenset[str] = field(init=False)
    names: NameIndex = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", self.words.group_names)
        object.__setattr__(self, "names", self.index or NameIndex(self.words))
