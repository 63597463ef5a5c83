"""Papers as accessible PDF: tagged, with headings, header rows, language and title (PDF/UA-1, ISO 14289), by typst.

Words reach the template as data, so that "#" or "*" in what people wrote stays what it is.
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from store.errors import Invalid

_SETTER = Path(__file__).with_name("typesetting.py")
_WITHIN = 120.0  # seconds; a register of ten thousand takes four
_TOO_MANY = 3


def paper(name: str, words: dict[str, Any], drawn_up: date) -> bytes:
    """The paper `name` with these words. Raises Invalid where this machine cannot show what they are written in."""
    day = [drawn_up.year, drawn_up.month, drawn_up.day]
    # Pictures travel as lists of numbers, which typst makes bytes of.
    said = json.dumps({**words, "drawn_up": day}, ensure_ascii=False, default=list).encode()
    command = [sys.executable, "-I", str(_SETTER), name]
    done = subprocess.run(command, input=said, capture_output=True, timeout=_WITHIN, check=False)  # noqa: S603 - our own
    if done.returncode == _TOO_MANY:
        raise Invalid(
            "The paper is written in characters that no typeface of this machine can show, so no PDF was written."
            " Ask for Word or HTML, or have a typeface for that script installed."
        )
    done.check_returncode()
    return done.stdout
