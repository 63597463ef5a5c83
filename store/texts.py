"""What people type, made fit for a line of the books."""

import re

# Control characters and halves of surrogate pairs: no database, no Word file and no terminal takes them all.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


def one_line(text: str) -> str:
    """`text` on one line, without what cannot be printed."""
    return " ".join(_UNPRINTABLE.sub("", text).split())
