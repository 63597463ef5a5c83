"""Papers as pages for a council's website: words into a template of ours, every word escaped."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PAGES = Path(__file__).parent / "pages"


def page(name: str, words: dict[str, Any]) -> bytes:
    """The page `name` with these words, in UTF-8."""
    environment = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["base64"] = lambda content: b64encode(content).decode()
    return environment.get_template(f"{name}.html").render(words).encode()
