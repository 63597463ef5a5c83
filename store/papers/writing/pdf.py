"""Papers as accessible PDF: tagged, with headings, header rows, language and title (PDF/UA-1, ISO 14289), by typst.

Words reach the template as data, so that "#" or "*" in what people wrote stays what it is. PDF/UA takes no character
that no typeface can show; one of them would fail the whole paper, so it is named in its place ("[party popper]").
"""

import json
import re
import unicodedata
from datetime import date
from typing import Any

import typst

from store.errors import Invalid
from store.papers.writing.html import PAGES

# What every typeface that we may meet has: Latin, Greek, Cyrillic, and the usual punctuation.
_UNUSUAL = re.compile(r"[^\n\t -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2027\u20ac]")
_MOST = 200  # characters that are named in one paper; whoever needs more needs another typeface
_REFUSED = re.compile(r"the text (?:`\"|\")(?P<text>.+?)(?:\"`|\") could not be displayed")
_TRIAL = '#set document(title: "x")\n#set text(lang: "en", font: ("Arial", "Liberation Sans", "DejaVu Sans", "Libertinus Serif"))\n#sys.inputs.said'


def paper(name: str, words: dict[str, Any], drawn_up: date) -> bytes:
    """The paper `name` with these words."""
    day = [drawn_up.year, drawn_up.month, drawn_up.day]
    said = json.dumps({**words, "drawn_up": day}, ensure_ascii=False)
    unusual = "".join(sorted(set(_UNUSUAL.findall(said))))
    if unusual:
        said = said.translate(_names(unusual))
    return _compiled((PAGES / f"{name}.typ"), {"words": said})


def _compiled(source: Any, inputs: dict[str, str]) -> bytes:
    written: bytes = typst.compile(source, root=PAGES, format="pdf", pdf_standards="ua-1", sys_inputs=inputs)
    return written


def _names(unusual: str) -> dict[int, str]:
    """The names that stand for those of these characters that no typeface here can show."""
    names: dict[int, str] = {}
    left = unusual
    while len(names) < _MOST:
        try:
            _compiled(_TRIAL.encode(), {"said": " ".join(left)})
        except typst.TypstError as error:
            refused = _REFUSED.search(str(error))
            if refused is None:
                raise
            for character in set(refused["text"]) & set(left):
                names[ord(character)] = _name(character)
                left = left.replace(character, "")
        else:
            return names
    raise Invalid(
        f"The paper holds more than {_MOST} characters that no typeface of this machine can show, so no PDF was"
        " written. Ask for Word or HTML, or have a typeface for that script installed."
    )


def _name(character: str) -> str:
    """What stands in place of a character: its name, or nothing where it only joins or directs others."""
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    return f"[{unicodedata.name(character, 'unknown character').lower()}]"
