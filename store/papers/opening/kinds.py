"""What kind of file it is, by its content: names lie, and a wrong one should not keep a paper out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from store.errors import Invalid

ADVICE = "Save it as Word (.docx), PDF, Excel (.xlsx), CSV, HTML or text and try again. Nothing was read."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!")
_PACKED = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
_SOME_MARKUP = re.compile(rb"<(?:table|h[1-6]|p|div|ul|ol)\b", re.IGNORECASE)


class FileKind(Enum):
    """The kinds that can be opened. Word and Excel are both packages; what is in them tells which."""

    PDF = "PDF"
    PACKAGE = "package"
    HTML = "HTML"
    CSV = "CSV"
    TEXT = "text"


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind by content; the name decides only between kinds of text. Raises Invalid with advice for others."""
    head = content[:4096]
    if b"%PDF-" in content[:1024]:
        return FileKind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.PACKAGE
    if refusal := _refusal(content, head):
        raise Invalid(f"{name} {refusal}")
    suffix = name.rpartition(".")[2].casefold() if "." in name else ""
    if _MARKUP.match(head) or (suffix in ("html", "htm", "xhtml") and _SOME_MARKUP.search(content[:100_000])):
        return FileKind.HTML
    return FileKind.CSV if suffix in ("csv", "tsv") else FileKind.TEXT


_CALLED = {
    **dict.fromkeys(("docx", "docm", "doc"), "Word"),
    **dict.fromkeys(("xlsx", "xlsm", "xls"), "Excel"),
    "pdf": "PDF",
}


@contextmanager
def misnamed(name: str) -> Iterator[None]:
    """Around reading what is text: where nothing is found in it and the name promises more, say that first."""
    try:
        yield
    except Invalid as error:
        called = _CALLED.get(name.rpartition(".")[2].casefold() if "." in name else "")
        if called is None:
            raise
        raise Invalid(
            f"{name} is named as if it were {called} but is not: it holds plain text, in which I find nothing of a committee"
            f" paper. Nothing was read or changed. Open it in {'Word' if called == 'PDF' else called}, save it as {called} and send that."
        ) from error


_REFUSED = (
    ((b"{\\rtf",), f"is a rich text file (.rtf). {ADVICE}"),
    (
        _PICTURES,
        "is a picture; I can read only papers with text in them. Ask for the file it was made from. Nothing was read.",
    ),
    (
        _PROGRAMS,
        "is a program or script, so it was not opened. Nothing was read. Send me the paper itself, as Word, PDF or text.",
    ),
    (_PACKED, "is a packed file. Unpack it first and send me the papers in it one by one. Nothing was read."),
)


def _refusal(content: bytes, head: bytes) -> str | None:
    if head.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "is locked with a password, so I cannot open it. Save a copy without a password and try again. Nothing was read."
        return f"is in an old format of Office (.doc or .xls). {ADVICE}"
    if refusal := next((why for beginnings, why in _REFUSED if head.startswith(beginnings)), None):
        return refusal
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"is no file I know, or it is damaged. {ADVICE}"
    return None
