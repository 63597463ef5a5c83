"""Papers as Word through templates: ours, or the secretariat's own from a folder. docxtpl fills them in.

A template holds placeholders such as {{ meeting }} where words are to stand. Before one is filled in it is read: a
placeholder that stands for nothing is told by its name, with those there are, instead of leaving a gap in the paper.
Templates run in Jinja's sandbox over plain words, and every word is escaped.
"""

import difflib
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from store.errors import Invalid
from store.papers.writing.long_tables import Described, LongTables
from store.papers.writing.pictures import Picture
from store.papers.writing.word import saved, set_properties

Words = dict[str, Any]
_PICTURE = 11  # centimetres across
# What a template can do wrong while it is filled in: its expressions are Python's.
_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def filled(template: bytes | Path, words: Words, as_at: date) -> bytes:
    """The document that the template makes of these words. Raises Invalid, naming what is wrong in the template."""
    document = _opened(template)
    _refuse_unknown(document, words, _name(template))
    try:
        document.render(_placed(words, document), _environment(), autoescape=True)
    except _FAILURES as error:
        raise Invalid(_wrong(_name(template), str(error))) from error
    finished = cast("WordDocument", document.docx)
    set_properties(finished, words["document_title"], words["partnership"], as_at)
    return saved(finished)


def _placed(words: Any, document: LongTables) -> Any:
    """The words, with pictures as docxtpl takes them."""
    if isinstance(words, dict):
        return {name: _placed(value, document) for name, value in words.items()}
    if isinstance(words, Picture):
        return Described(document, io.BytesIO(words.png), words.alternative, Cm(_PICTURE))
    return words


def check(template: bytes | Path, words: Words) -> None:
    """Raise Invalid where a template cannot be filled in with words of that kind."""
    _refuse_unknown(_opened(template), words, _name(template))


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _name(template: bytes | Path) -> str:
    return template.name if isinstance(template, Path) else "the default template"


def _opened(template: bytes | Path) -> LongTables:
    try:
        content = template if isinstance(template, bytes) else template.read_bytes()
        document = LongTables(io.BytesIO(content))
        document.init_docx()
    except (OSError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Invalid(
            f"The template {_name(template)} is no Word document that I can open, so nothing was written. Save it in Word"
            " as .docx, or take it out of the folder to have the default."
        ) from error
    return document


def _wrong(name: str, why: str) -> str:
    return f"The template {name} is wrong: {why}. Nothing was written; mend it in Word, or take it out of the folder."


def _refuse_unknown(document: LongTables, words: Words, name: str) -> None:
    """Look through everything that will be filled in: body, headers and footers."""
    for text in _texts(document):
        try:
            tree = _environment().parse(text)
            _environment().compile(text)  # knows the filters, and what parsing lets pass
        except TemplateError as error:
            raise Invalid(_wrong(name, _syntax(error, text))) from error
        for unknown, known in _unknown(tree, words):
            raise Invalid(_wrong(name, _told(unknown, known)))


def _texts(document: LongTables) -> Iterator[str]:
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _syntax(error: TemplateError, text: str) -> str:
    """Jinja's words, and the placeholder at which it stopped."""
    line = getattr(error, "lineno", None) or 1
    marks = [mark for at, mark in _marks(text) if at <= line]
    near = f", at or after “{marks[-1][:80]}”" if marks else ""
    return f"{str(error).rstrip('.')}{near}"


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Every placeholder with the line that it stands on."""
    for number, line in enumerate(text.splitlines(), 1):
        for opening, closing in (("{{", "}}"), ("{%", "%}")):
            at = line.find(opening)
            while at >= 0:
                end = line.find(closing, at)
                yield number, line[at : end + 2] if end >= 0 else line[at : at + 40]
                at = line.find(opening, at + 2)


def _told(unknown: str, known: list[str]) -> str:
    near = difflib.get_close_matches(unknown, known, 1)
    meant = f"; did you mean {{{{ {near[0]} }}}}" if near else ""
    return f"it has a placeholder {{{{ {unknown} }}}} that stands for nothing{meant}. There are: {', '.join(known)}"


def _unknown(tree: nodes.Node, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Each placeholder that is none of the words, with those there are in its place."""
    yield from _walked(tree, dict(words))


def _walked(node: nodes.Node, scope: Words) -> Iterator[tuple[str, list[str]]]:
    if isinstance(node, nodes.For):
        yield from _walked(node.iter, scope)
        inner = {**scope, "loop": None, **_bound(node, scope)}
        for child in (*node.body, *node.else_):
            yield from _walked(child, inner)
    elif isinstance(node, nodes.Getattr):
        owner = _value(node.node, scope)
        if isinstance(owner, dict) and node.attr not in owner:
            yield f"{_path(node.node)}.{node.attr}", [f"{_path(node.node)}.{name}" for name in owner]
        yield from _walked(node.node, scope)
    elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in scope:
        yield node.name, sorted(scope)
    else:
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope[node.target.name] = _value(node.node, scope)
        for child in node.iter_child_nodes():
            yield from _walked(child, scope)


def _bound(loop: nodes.For, scope: Words) -> Words:
    """What the name of a loop stands for within it: one of what is gone through."""
    through = _value(loop.iter, scope)
    one = through[0] if isinstance(through, list) and through else None
    targets = loop.target.find_all(nodes.Name) if not isinstance(loop.target, nodes.Name) else [loop.target]
    return dict.fromkeys((target.name for target in targets), one)


def _value(node: nodes.Node, scope: Words) -> Any:
    """What an expression stands for, as far as can be told without running it."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, scope)
        return owner.get(node.attr) if isinstance(owner, dict) else None
    return None


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
