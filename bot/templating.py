"""`templates`: the folder of the secretariat's own Word templates, begun with the defaults and looked through."""

from collections.abc import Callable
from pathlib import Path

from store.errors import Invalid
from store.papers.writing.word_papers import PAPERS, begin, looked_through, placeholders


def templates(folder: Path | None, say: Callable[[str], None]) -> int:
    """Write what is missing, say what is wrong, and what can stand in each; 1 when something is wrong."""
    if folder is None:
        raise Invalid("The configuration names no folder for templates; set `templates` in it.")
    written = begin(folder)
    if written:
        say(f"Written into {folder}: {', '.join(written)}. Restyle them in Word and keep their placeholders.")
    wrong = 0
    for name, told in looked_through(folder):
        say(f"{'not ok ' if told else 'ok     '} {name}{f': {told}' if told else ''}")
        wrong += bool(told)
    for name, paper in PAPERS.items():
        say(f"In {name}.docx can stand: {', '.join(placeholders(paper.specimen()))}.")
    return 1 if wrong else 0
