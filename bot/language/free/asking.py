"""How a change in free words is asked about before it is made, or which one is meant. What several are, the question lists."""

import re
from collections.abc import Callable

from bot.language.free.reading import Reading
from bot.language.free.targets import OFFERED, meant, text_of
from handlers.requests import AnyRequest, AskBack, Choice, Confirm, Several
from store.phrases import listed
from store.reference import Reference

# “02/05 but not 02/06”: what is excepted is not asked about as if it were meant.
_EXCEPTS = re.compile(
    r"\b(?:but|except(?:ing)?|excluding|apart\s+from|other\s+than|instead\s+of|rather\s+than|not|no\s+wait|wait|sorry|i\s+meant?)(?:[\s,]+(?:not|no|for|the|sorry|wait))*[\s,]+#?(?:20\d\d-)?\d{1,2}/\d",
    re.IGNORECASE,
)
Make = Callable[[Reference], AnyRequest]


def asked(
    r: Reading, make: Make, what: str, how: str = "", *, finished: bool | None = False
) -> AnyRequest | None:
    """The question whether to do `what` to the action points that are meant; which of them, where that is not clear."""
    if r.refs and _EXCEPTS.search(r.line):
        return AskBack(
            f"I am not sure which to {what} and which not. Nothing was changed; please name only those to {what}."
        )
    refs = meant(r, finished=finished)
    if not refs:
        return _none_like_it(r, what)
    sure = bool(r.refs) or _all_of_them(r) or len(refs) == 1
    if not sure:
        if len(refs) > OFFERED:
            return AskBack(
                f"More than {OFFERED} action points fit. Please say which one to {what}. Nothing was changed."
            )
        options = tuple(Confirm(make(ref), f"{what} {ref}{_quoted(ref, r)}{how}") for ref in refs)
        return Choice(options, f"Which one do you want me to {what}{how}?")
    if len(refs) > 20:
        return AskBack(
            f"That would {what} {len(refs)} action points, which is more than I do at once. Nothing was changed."
        )
    done = tuple(make(ref) for ref in refs)
    named = listed(map(str, refs)) if len(refs) > 1 else f"{refs[0]}{_quoted(refs[0], r)}"
    return Confirm(done[0] if len(done) == 1 else Several(done), f"{what} {named}{how}")


_BEHIND = re.compile(r"^(?:\S+\s+){2,}?\S+(?=[,;:]\s|\s[–—-]\s)")


def _all_of_them(r: Reading) -> bool:
    """Whether all are meant; “the boathouse one is done, all settled” says that of one."""
    head = _BEHIND.match(r.line)
    end = head.end() if head else len(r.line)
    return any("BULK" in sense.concepts and r.tokens[sense.first].start < end for sense in r.senses)


def _quoted(ref: Reference, r: Reading) -> str:
    text = text_of(ref, r)
    return f" (“{text[:80]}{'…' if len(text) > 80 else ''}”)" if text else ""


def _none_like_it(r: Reading, what: str) -> AnyRequest | None:
    """Nothing fits: said so where something was named, so that it is not taken for something else."""
    if r.ordinal is not None and not r.refs:
        return AskBack(
            f"{_shown(len(r.context.about))} Nothing was changed; say its reference, as in “{what} 07/02”."
        )
    if r.topic and r.signals & {"ACTION", "IT", "known"}:
        return AskBack(
            f"I find no action point about “{r.topic[:80]}” to {what}. Nothing was changed; `/actions open` lists them."
        )
    if r.signals & {"IT", "MINE"}:
        return AskBack(
            f"I do not know which action point you mean. Nothing was changed; say its reference, as in “{what} 07/02”."
        )
    return None


def _shown(count: int) -> str:
    if not count:
        return "I have shown no list here that I remember."
    return f"The list that was shown last has only {'one' if count == 1 else count}."


def clean(note: str) -> str:
    """Words of people without the politeness and the marks at their end."""
    bare = re.sub(
        r"[\s,.;!–-]*\b(?:please|thanks|thank you|cheers|ta|pls|thx)[\s.!?]*$", "", note, flags=re.IGNORECASE
    )
    return bare.strip(" \t\n,.:;!?–—-")
