"""People's words as the books keep them."""

import re
import unicodedata

from store.errors import Invalid

# Control characters and halves of surrogate pairs: no database, no Word file and no terminal takes them all. And what
# has no width, or turns the direction of all that follows: it hides words, or makes others read backwards.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)


def one_line(text: str) -> str:
    """`text` on one line, without what cannot be printed."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def unaccented(text: str) -> str:
    """`text` in small letters without accents, as words are compared: many write “Sian” for “Siân”."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def short_line(text: str, most: int, what: str) -> str:
    """The same for something that has its length; `what` names it ("A venue"). Raises Invalid when it is longer."""
    said = one_line(text)
    if len(said) > most:
        raise Invalid(
            f"{what} has at most {most} characters; this has {len(said):,}. Nothing was changed; please shorten it."
        )
    return said
