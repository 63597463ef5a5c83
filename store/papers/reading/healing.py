"""Words that a tab or a column break has torn apart, put together where the paper itself shows how."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from store.papers.reading.blocks import mentions

_ADDRESSED = ("@", "://", "www.")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _prose(line: str) -> str:
    if not mentions(line, *_ADDRESSED):
        return line
    return " ".join(word for word in line.split() if not mentions(word, *_ADDRESSED))


@dataclass(frozen=True)
class Words:
    """The words that a paper prints, for judging whether a join gives one of them."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, text: str) -> "Words":
        """All words of the text, however they are written; addresses hold none."""
        return cls(Counter(_WORD.findall("\n".join(map(_prose, text.casefold().splitlines())))))

    def knows(self, word: str, *, beside: int = 0) -> bool:
        """Whether the paper prints the word more than `beside` times."""
        return self.counts.get(word.casefold(), 0) > beside

    def join(self, head: str, tail: str) -> str | None:
        """Two cells as one text; None where the paper does not show how they belong together.

        They are two words ("Public", "Library"), one torn word ("Ligh", "ting"), or one whose last letter before
        the tear is misread ("Lighi", "ting").
        """
        last, first = re.search(r"[^\W\d_]+$", head), re.match(r"[^\W\d_]+", tail)
        if not last or not first:
            return f"{head} {tail}"
        if len(last.group()) == 1 and first.group().startswith(last.group()):
            return head[:-1] + tail
        two_words = first.group()[0].isupper() and last.group()[-1].islower()
        if two_words or (len(first.group()) > 3 and self.knows(first.group(), beside=1)):
            return (
                f"{head} {tail}" if two_words or not self.knows(last.group() + first.group()) else head + tail
            )
        if self.knows(last.group() + first.group()):
            return head + tail
        if self.knows(last.group()[:-1] + first.group()) and len(first.group()) > 1:
            return f"{head[:-1]}{tail}"
        doubled = len(first.group()) == 1 and last.group().casefold().endswith(first.group())
        return head + tail[1:] if doubled and self.knows(last.group(), beside=1) else None
