"""Several action points by what they have in common: “everything of Tom's”, “all the overdue ones but 02/05”.

All words of a selection are read, or it is none: a word that is not understood could have been the one that narrows it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.context import Context
from bot.language.everyday import STOP
from bot.language.free.meetings_said import Met
from bot.language.free.mentions import Named
from bot.language.free.reading import Reading, read, reference_of
from bot.language.free.selecting_words import (
    ABOUT,
    AT,
    BESIDE,
    BUT,
    LISTED,
    MINE,
    NUMBERS,
    OF_THESE,
    OURS,
    PLACES,
    RAISED,
    SEVERAL,
    SITS,
    STATES,
)
from handlers.requests import AskBack
from store.names import Party
from store.phrases import listed
from store.reference import Reference
from store.tables import Status
from store.topics import stems
from store.views import PointView

Fits = Callable[[PointView], bool]


@dataclass(frozen=True, slots=True)
class Selection:
    """What was selected: in words that follow “close …”, and which it is now; `everything` has nothing that narrows it."""

    said: str
    refs: tuple[Reference, ...]
    everything: bool = False
    closed: bool = False


def without(line: str) -> tuple[str, str]:
    """A line without its exception, and that: “carry all over” and “02/05” of “carry all over but 02/05”."""
    found = BUT.match(line)
    return (found["of"], found["but"]) if found else (line, "")


def selected(words: str, but: str, context: Context, *, finished: bool = False) -> Selection | AskBack | None:
    """What a selection means at this moment; the question back where a word of it leads nowhere; None where it is none.

    What is said behind “but” is left out of it. Of finished ones only where it says so, or all that is asked is about them
    (`finished`).
    """
    if not SEVERAL.search(words) and not PLACES.search(words):
        return None
    whole = _Selecting(words, context).selection(finished=finished)
    if not but or not isinstance(whole, Selection):
        return whole
    left = _referred(but, whole, context) or _Selecting(but, context).selection(finished=finished)
    if not isinstance(left, Selection) or left.everything:
        return (
            left
            if isinstance(left, AskBack)
            else AskBack(
                f"I do not know which to leave out by “{but[:80]}”. Nothing was changed; please say it by reference."
            )
        )
    kept = tuple(ref for ref in whole.refs if ref not in left.refs)
    less = re.sub("^everything (?:of )?", "", left.said).replace("that is", "what is", 1)
    return Selection(f"{whole.said} but {less}", kept, closed=whole.closed)


def _referred(but: str, whole: Selection, context: Context) -> Selection | None:
    """“02/05 and 02/06” as the selection has them, where no other word is said."""
    named = read(but, context)
    more = [
        token for i, token in enumerate(named.tokens) if "ref" not in named.at(i) and token.word not in BESIDE
    ]
    if not named.refs or more:
        return None
    refs = tuple(_numbered(whole, each.ref) for each in named.refs)
    return Selection(listed(map(str, refs)), refs)


def _numbered(whole: Selection, ref: Reference) -> Reference:
    """A bare reference as the selection has it."""
    return next((one for one in whole.refs if str(one) == str(ref) and ref.year in (None, one.year)), ref)


class _Selecting:
    """One selection, of which piece after piece is accounted for."""

    def __init__(self, words: str, context: Context) -> None:
        self.context = context
        self.rest = " ".join(words.split())
        self.fits: list[Fits] = []
        self.said: list[str] = []

    def selection(self, *, finished: bool) -> Selection | AskBack | None:
        """The selection, a question back, or None for what is none."""
        of_list = self._of_the_list()
        if isinstance(of_list, AskBack):
            return of_list
        closed = self._states() or finished
        problem = self._about() or self._named()
        if isinstance(problem, AskBack):
            return problem
        if problem is not None:
            return None
        points = [point for point in self.context.topics.points if self._among(point, of_list, closed=closed)]
        refs = tuple(point.reference for point in points)
        if of_list is not None:
            refs = tuple(ref for ref in of_list if ref in refs)
        base = f"the {len(of_list)} listed last" if of_list is not None else "everything"
        plain = not self.fits and of_list is None and not finished
        return Selection(" ".join((base, *self.said)), refs, everything=plain, closed=closed)

    def _among(self, point: PointView, of_list: tuple[Reference, ...] | None, *, closed: bool) -> bool:
        stands = point.status is Status.CLOSED if closed else point.unfinished
        return (
            stands
            and (of_list is None or point.reference in of_list)
            and all(fits(point) for fits in self.fits)
        )

    def _of_the_list(self) -> tuple[Reference, ...] | AskBack | None:
        """“The first three”, “all of them”: of what the talk is about."""
        places, these = PLACES.search(self.rest), OF_THESE.search(self.rest)
        if not places and not these:
            return None
        about = tuple(reference_of(full, self.context) for full in self.context.about)
        if not about:
            return AskBack(
                "I have listed nothing here of late, so I do not know which you mean. Nothing was changed; `/actions open` lists them."
            )
        if these and not places:
            self.rest = self.rest.replace(these[0], " ")
            return about
        return self._at(places, about) if places else about

    def _at(self, places: re.Match[str], about: tuple[Reference, ...]) -> tuple[Reference, ...]:
        self.rest = self.rest.replace(places[0], " ")
        count = NUMBERS.get(places["count"].casefold()) or int(places["count"])
        return about[:count] if places["end"].casefold() in ("first", "top") else about[-count:]

    def _states(self) -> bool:
        """Take the words that say how they stand; whether finished ones are meant."""
        closed = False
        self.rest = LISTED.sub(lambda found: f" of {found['whose']} ", self.rest)
        for state in STATES:
            if found := state.words.search(ABOUT.sub("", self.rest)):
                self.rest = self.rest.replace(found[0], " ", 1)
                self.fits.append(state.in_context(self.context))
                self.said.append(state.said)
                closed |= state.finished
        return closed

    def _about(self) -> AskBack | None:
        """“About the lighting”: every word of it, in whatever form."""
        found = ABOUT.search(self.rest)
        if found is None or read(found["topic"], self.context).met:
            return None
        self.rest = self.rest[: found.start()]
        return self._saying([token.word for token in read(found["topic"], self.context).tokens])

    def _saying(self, words: list[str]) -> AskBack | None:
        wanted = [word for word in words if word not in STOP and word not in BESIDE]
        known = [self.context.topics.spelt(word) for word in wanted]
        if not wanted or None in known:
            return AskBack(
                f"I find no action point about “{' '.join(words)[:80]}”. Nothing was changed; `/actions open` lists them."
            )
        several = bool({"and", "or", "both"} & set(self.rest.casefold().split() + words))
        enough = any if several else all
        self.fits.append(lambda point: enough(word in stems(point.text) for word in known))
        self.said.append(f"about “{(' or ' if several else ' ').join(wanted)}”")
        return None

    def _named(self) -> AskBack | str | None:
        """Whose they are and from which meeting; the first word that nothing explains."""
        r = read(self.rest, self.context)
        owners = [each for each in r.names if each in r.parties or self._owns(each, r)]
        met = None if any(each not in r.parties for each in owners) else r.met
        problem = self._owners(owners) or self._meeting(r, met)
        if problem:
            return problem
        explained = {i for each in owners for i in range(each.first, each.last)}
        if met:
            explained |= met.tokens | {i for i, token in enumerate(r.tokens) if token.word in SITS}
        over = [t.word for i, t in enumerate(r.tokens) if i not in explained and t.word not in BESIDE]
        if not over:
            return None
        if r.refs or not all(self.context.topics.spelt(word) for word in over):
            return " ".join(over)
        return self._saying(over)

    def _owns(self, group: Named, r: Reading) -> bool:
        """Whether a group is named as an owner: “the steering group's”, and no meeting of it."""
        alone = r.met is not None and r.met.tokens == frozenset(range(group.first, group.last))
        return alone and not AT.search(self.rest[: r.tokens[group.first].start])

    def _owners(self, owners: list[Named]) -> AskBack | None:
        names = self._own()
        for each in owners:
            if len(each.parties) > 1:
                return _which(each)
            names += self._through(each.parties[0])
            self.said.append(f"of {each.parties[0].name}'s")
        if names:
            self.fits.append(lambda point: bool(set(names) & set(point.owners)))
        return None

    def _own(self) -> list[str]:
        """The speaker, or the organisations that they sit for with all their people."""
        speaker, today, words = self.context.speaker, self.context.today, self.context.words
        if MINE.search(self.rest):
            self.said.append("of yours")
            return [speaker]
        if not OURS.search(self.rest):
            return []
        self.said.append("of your organisation")
        person = next((each for each in words.people if each.name == speaker), None)
        bodies = person.bodies(today) if person else {}
        return [name for key, body in bodies.items() for name in (body, *words.sitting_for(key, today))]

    def _through(self, party: Party) -> list[str]:
        """The name, and of an organisation those of its people, as in lists."""
        if party.kind != "organisation" or party.id is None:
            return [party.name]
        return [party.name, *self.context.words.sitting_for(party.id, self.context.today)]

    def _meeting(self, r: Reading, met: Met | None) -> AskBack | None:
        if met is None:
            return None
        first = min(met.tokens, default=0)
        meeting = met.meeting
        if meeting is None or not RAISED.search(self.rest[: r.tokens[first].start]):
            return AskBack(
                "I do not know which action points you mean by that date. Nothing was changed; say them by reference, or by meeting (“from the February Board”)."
            )
        group = "" if meeting.is_board else meeting.group
        self.fits.append(lambda point: (point.raised, point.group) == (meeting.day, group))
        self.said.append(f"from the meeting of {meeting.day:%-d %B %Y}" if meeting.day else "")
        return None


def _which(named: Named) -> AskBack:
    return AskBack(
        f"“{named.said}” may be {listed(party.name for party in named.parties)}. Nothing was changed; please say the whole name."
    )
