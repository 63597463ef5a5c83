"""People's words as Slack shows them unchanged, cut to size without cutting anything in two.

In Slack's mrkdwn `&`, `<` and `>` begin entities, links and mentions, which escaping prevents; a star, underscore,
tilde or backtick where a word begins or ends would turn into bold, italics, strikethrough or code, and has no
escape: a look-alike stands in for it there. A command between backticks (`/actions help`) is our own markup.
"""

import re

BOLD_LIMIT = 1_000

_PLAIN = re.compile(r"[^&<>*_~`]*")  # most of what is said; the rest of the work is for what is not
_OWN = re.compile(r"`/[^`\n]*`")
_MARK = re.compile(r"(?<!\w)[*_~]|[*_~](?!\w)|`")
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_PIECE = re.compile(r"&(?:amp|lt|gt);|.", re.DOTALL)


def escape(text: str) -> str:
    """People's words: no mention, link or entity can come out of them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_typed(text: str) -> str:
    """People's words for mrkdwn: escaped, and no mark in them formats anything but our own commands."""
    if _PLAIN.fullmatch(text):
        return text
    words, place = [], 0
    for command in _OWN.finditer(text):
        words += [_unmarked(text[place : command.start()]), escape(command[0])]
        place = command.end()
    return "".join([*words, _unmarked(text[place:])])


def _unmarked(text: str) -> str:
    bare = _MARK.sub(lambda mark: mark[0].translate(_LOOKALIKES), text)
    return _no_quotation(escape(bare))


def _no_quotation(text: str) -> str:
    """A “>” at the beginning of a line would be drawn as a quotation; a joiner of no width stands before it."""
    return re.sub(r"(?m)^(\s*)&gt;", "\\1\u2060&gt;", text)


def bold(text: str) -> str:
    """A heading in mrkdwn, on one line: a bold passage ends with its line, and any mark inside would end it too.

    A very long one stays plain, so that it can be cut anywhere.
    """
    line = " ".join(text.split())
    strong = escape(line.translate(_LOOKALIKES))
    if len(strong) > BOLD_LIMIT:
        return as_typed(line)
    return f"*{strong}*" if line else ""


def struck(line: str) -> str:
    """A line of mrkdwn crossed out; bold and its like may stand inside."""
    return f"~{line}~" if line else ""


def shortened(text: str, limit: int) -> str:
    """`text` within `limit`, saying how much was left out; an entity is never cut in two."""
    if len(text) <= limit:
        return text
    kept = _whole(text, limit - len(f"… ({len(text):,} more characters)"))
    return f"{kept}… ({len(text) - len(kept):,} more characters)"


def folded(text: str, limit: int) -> list[str]:
    """Escaped text in pieces of at most `limit`, which end with a line or at least with a word where one ends late."""
    pieces = []
    while len(text) > limit:
        kept = _whole(text, limit)
        late = len(kept) // 2
        end = next((end for mark in "\n " if (end := kept.rfind(mark)) > late), len(kept))
        pieces.append(text[:end])
        rest = text[end:].lstrip(" \n") if end < len(kept) else text[end:]
        text = _no_quotation(rest)  # a new piece begins a new line
    return [piece for piece in (*pieces, text) if piece.strip()]


def _whole(text: str, limit: int) -> str:
    """The beginning of `text`, without half an entity at its end."""
    tail = text.rfind("&", max(0, limit - 4), limit)
    piece = _PIECE.match(text, tail) if tail >= 0 else None
    return text[:tail] if piece and piece.end() > limit else text[:limit]
