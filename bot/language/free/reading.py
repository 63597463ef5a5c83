"""A line taken apart: its words, what they stand for, what of the books they name, and what is left over."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from bot.language.context import Context
from bot.language.dates import DateProblem, DateReading
from bot.language.due import calendar_of
from bot.language.everyday import STOP
from bot.language.free.dated import POLITE_END, first_date
from bot.language.free.manner import asks
from bot.language.free.meetings_said import Met, met
from bot.language.free.mentions import Named, Referred, named, nearly_named, references
from bot.language.free.senses import Sense, put_right, senses_of
from bot.language.free.tokens import Token, tokens_of
from store.names import Party
from store.reference import Reference
from store.views import PointView

_LEAD_IN = frozenset("the our a an sorry please note that just to say fyi afraid so all hi next".split())
_WITHIN_NAMES = frozenset("on of in for the s this next".split())
_OF_A_MEETING = frozenset({"PAPERS", "MEETING", "BOARD", "SESSION", "AGENDA", "meeting"})
_NAMES_MEETINGS = frozenset({"MEETING", "BOARD", "SESSION", "DATE", "meeting", "group"})
_STATED = frozenset(
    "is are has have had will wont isnt hasnt was were moves moved starts now needs goes meets boards should must can cant".split()
)
_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
    "top": 0, "bottom": -1,
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One line, or one of its clauses, in its context."""

    line: str
    context: Context
    tokens: tuple[Token, ...]
    refs: tuple[Referred, ...]
    names: tuple[Named, ...]
    met: Met | None
    senses: tuple[Sense, ...]
    left: tuple[int, ...] = field(default=())

    @cached_property
    def signals(self) -> frozenset[str]:
        """Everything that stands in the line, concepts in capitals, what of the books it names in small letters.

        “it” in small letters is an action point that the talk is about.
        """
        found = {concept for sense in self.senses for concept in sense.concepts}
        if self.refs:
            found.add("ref")
        for each in self.names:
            found |= {_SLOT[party.kind] for party in each.parties}
        if self.met:
            found.add("meeting")
        if self.left:
            found.add("topic")
        if any(self.known_topic(place) for place in self.left):
            found.add("known")
        if self.ordinal is not None:
            found.add("IT")
        if self.states:
            found.add("STATES")
        if self.asking:
            found.add("asked")
        elif any("DONE" in sense.concepts and not self._of_a_list(sense) for sense in self.senses):
            found.add("told")
        return frozenset(found | self._talked_of(found))

    def _talked_of(self, found: set[str]) -> set[str]:
        of_a_point = "IT" in found and self.context.about and not found & _OF_A_MEETING
        return {"it"} if of_a_point else set()

    def _of_a_list(self, sense: Sense) -> bool:
        """“Finished actions”, “the completed ones”: a kind of action point, and nothing that was done."""
        behind = self.tokens[sense.last].word if sense.last < len(self.tokens) else ""
        return behind in ("actions", "ones", "points", "items", "tasks") and "CLOSED" in sense.concepts

    @cached_property
    def asking(self) -> bool:
        """Whether it is a question."""
        return asks(self.line, self.tokens)

    @property
    def states(self) -> bool:
        """Whether it says something of a meeting or of somebody: “the June Board is …”, and does not ask."""
        named = {i for each in self.names for i in range(each.first, each.last)}
        named |= self.met.tokens if self.met else set()
        place = next((i for i, token in enumerate(self.tokens) if token.word not in _LEAD_IN), None)
        if self.asking or place is None or (place not in named and "MEETING" not in self.at(place)):
            return False
        behind = (
            i for i in range(place, len(self.tokens)) if i not in named and not self.at(i) & _NAMES_MEETINGS
        )
        verb = next((self.tokens[i].word for i in behind if self.tokens[i].word not in _WITHIN_NAMES), "")
        return verb in _STATED

    def at(self, place: int) -> frozenset[str]:
        """What the token at `place` takes part in."""
        found = {c for sense in self.senses if sense.first <= place < sense.last for c in sense.concepts}
        found |= {"ref" for each in self.refs if place in each.tokens}
        for each in self.names:
            if each.first <= place < each.last:
                found |= {_SLOT[party.kind] for party in each.parties}
        if self.met and place in self.met.tokens:
            found.add("meeting")
        if place in self.left:
            found.add("topic")
        return frozenset(found)

    def known_topic(self, place: int) -> bool:
        """Whether an action point has that word, or one that is nearly spelt so."""
        return self.context.topics.spelt(self.tokens[place].word) is not None

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The places of the words that carry meaning."""
        named_here = {i for each in self.names for i in range(each.first, each.last)}
        referred = {i for each in self.refs for i in each.tokens}
        dated = self.met.tokens if self.met else frozenset()
        carries = [
            i
            for i, token in enumerate(self.tokens)
            if token.word not in STOP or i in named_here or i in referred or i in dated or i in self.left
        ]
        return tuple(i for i in carries if not self.at(i) or self.at(i) - _BESIDE) or tuple(carries)

    @property
    def about(self) -> str:
        """The meeting that is spoken of, as requests want it; nothing for the next one."""
        return self.met.about if self.met else ""

    @cached_property
    def parties(self) -> tuple[Named, ...]:
        """Whoever is named and is no meeting's group."""
        taken = self.met.tokens if self.met else frozenset()
        return tuple(each for each in self.names if each.first not in taken)

    @cached_property
    def ordinal(self) -> int | None:
        """Which of a list is meant by “the second one”."""
        for token, behind in zip_longest(self.tokens, self.tokens[1:]):
            place = _ORDINALS.get(token.word)
            if place is not None and (
                behind is None or behind.word in ("one", "action", "point", "item", "is", "please")
            ):
                return place
        return None

    @cached_property
    def subject(self) -> str:
        """What is asked about: names in full, and the words that nothing else explains, in their order."""
        nouns: dict[int, str] = {each.first: each.name for each in self.names}
        nouns |= {place: self.tokens[place].text for place in self.left}
        return " ".join(nouns[place] for place in sorted(nouns)).strip()

    @cached_property
    def topic(self) -> str:
        """The words that nothing else explains."""
        return " ".join(self.tokens[place].text for place in self.left)

    @cached_property
    def subject_words(self) -> list[str]:
        """What an action point may be about: the words left over, and those of names and cues that its text may have."""
        cued = {i for each in self.refs for i in each.tokens}
        return [
            token.word
            for i, token in enumerate(self.tokens)
            if i not in cued
            and (i in self.left or (token.word not in STOP and self.context.topics.knows(token.word)))
        ]

    def about_points(self, *, finished: bool | None = None) -> list[PointView]:
        """The action points that the line is about, by the words it uses, all as likely."""
        topics = self.context.topics
        among = None if finished is None else topics.finished if finished else topics.unfinished
        words = [self.tokens[place].word for place in self.left]
        if not words:
            return []
        found = topics.about(words, among)
        owners = {party.name for each in self.parties for party in each.parties}
        return [point for point in found if owners & set(point.owners)] or found

    def text_after(self, place: int) -> str:
        """The line behind the token at `place`, as it was written, without marks and politeness."""
        end = self.tokens[place].end if place >= 0 else 0
        return POLITE_END.sub("", self.line[end:]).strip(" \t\n,.:;!–—-")

    def last_of(self, *concepts: str) -> int:
        """Where the last words that stand for one of these end (the place of their last token); -1 for nowhere."""
        return max((s.last - 1 for s in self.senses if s.concepts & set(concepts)), default=-1)

    def first_of(self, *concepts: str) -> int:
        """Where the first words that stand for one of these end; -1 for nowhere."""
        return min((s.last - 1 for s in self.senses if s.concepts & set(concepts)), default=-1)

    def date_after(self, place: int) -> DateReading | DateProblem | None:
        """The first date that is said behind the token at `place`, or the question to ask back."""
        referred = frozenset(i for each in self.refs for i in each.tokens)
        return first_date(self.line, self.tokens, place, referred, calendar_of(self.context))


# Dates and courtesies go with anything: they neither speak for a reading nor against it.
_BESIDE = frozenset({"DATE", "HELLO", "THANKS"})
_SLOT = {"person": "person", "organisation": "body", "group": "group", "name": "person"}


def read(line: str, context: Context) -> Reading:
    """The line taken apart. What is found in the books comes first, then the cues, then near spellings."""
    tokens = put_right(tokens_of(line), context)
    refs = references(line, tokens, context)
    taken = {i for each in refs for i in each.tokens}
    senses_first = senses_of(tokens, taken, several=True)
    names = named(tokens, taken | {i for s in senses_first for i in range(s.first, s.last)}, context)
    meeting = met(tokens, names, context)
    taken |= {i for each in names for i in range(each.first, each.last)}
    taken |= meeting.tokens if meeting else frozenset()
    senses = senses_of(tokens, taken)
    cued = {i for sense in senses for i in range(sense.first, sense.last)} | taken
    left = [i for i, t in enumerate(tokens) if i not in cued and t.word not in STOP and len(t.word) > 1]
    unknown = [i for i in left if context.topics.knows(tokens[i].word) is False]
    near = nearly_named(tokens, unknown, context)
    names = sorted([*names, *near], key=lambda each: each.first)
    gone = {i for each in near for i in range(each.first, each.last)}
    return Reading(
        line,
        context,
        tokens,
        refs,
        tuple(names),
        meeting,
        tuple(senses),
        tuple(i for i in left if i not in gone),
    )


def party_names(parties: tuple[Named, ...]) -> tuple[str, ...]:
    """Their names, each once."""
    return tuple(dict.fromkeys(each.name for each in parties))


def is_person(party: Party) -> bool:
    """Whether it is somebody and no body."""
    return party.kind == "person"


def reference_of(full: str, context: Context) -> Reference:
    """A full reference as it is kept, read again."""
    return Reference.find(full, context.groups)[0][0]
