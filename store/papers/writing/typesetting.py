"""A process of its own that sets a paper: words on its standard input, a PDF on its standard output (`pdf.py` starts it).

typst keeps what it has laid out for the next time, some hundred megabytes after a register of thousands, which the bot would
carry along for as long as it serves. It is run as a file, isolated from the folder in which it stands.

PDF/UA takes no character that no typeface can show; one of them would fail the whole paper, so it is named in its place
("[party popper]"). Which these are, only typst knows, with the typefaces of this machine.
"""

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import typst

TOO_MANY = 3  # the exit code where a paper holds more characters than are named
MOST = 60
# What every typeface that we may meet has: Latin, Greek, Cyrillic, and the usual punctuation.
_UNUSUAL = re.compile(r"[^\n\t -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u20ac]")
_REFUSED = re.compile(r"the text (?:`\"|\")(?P<text>.+?)(?:\"`|\") could not be displayed")
_PAGES = Path(__file__).parent / "pages"
_TRIAL = '#set document(title: "x")\n#import "page.typ": typefaces\n#set text(lang: "en", font: typefaces)\n#sys.inputs.said'


def paper(name: str, said: str) -> bytes:
    """The paper `name` from its words as JSON. Raises SystemExit with TOO_MANY."""
    unusual = "".join(sorted(set(_UNUSUAL.findall(said))))
    if unusual:
        said = said.translate(names(unusual))
    return _compiled(_PAGES / f"{name}.typ", {"words": said})


def _compiled(source: Any, inputs: dict[str, str]) -> bytes:
    written: bytes = typst.compile(
        source, root=_PAGES, format="pdf", pdf_standards="ua-1", sys_inputs={"words": "{}", **inputs}
    )
    return written


def names(unusual: str) -> dict[int, str]:
    """The names that stand for those of these characters that no typeface here can show."""
    found: dict[int, str] = {}
    left = unusual
    while len(found) < MOST:
        try:
            _compiled(_TRIAL.encode(), {"said": " ".join(left)})
        except typst.TypstError as error:
            refused = _REFUSED.search(str(error))
            if refused is None:
                raise
            for character in set(refused["text"]) & set(left):
                found[ord(character)] = _name(character)
                left = left.replace(character, "")
        else:
            return found
    raise SystemExit(TOO_MANY)


def _name(character: str) -> str:
    """What stands in place of a character: its name, or nothing where it only joins or directs others."""
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    return f"[{unicodedata.name(character, 'unknown character').lower()}]"


if __name__ == "__main__":
    sys.stdout.buffer.write(paper(sys.argv[1], sys.stdin.buffer.read().decode()))
