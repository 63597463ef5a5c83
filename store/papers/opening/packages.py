"""Word and Excel files are packages of parts: looked at from outside first, before anything is unpacked."""

import io
import zipfile
import zlib
from enum import Enum

from store.errors import Invalid
from store.papers.limits import MEGABYTE, Limits

_LARGEST_PART = 24 * MEGABYTE  # of markup, which takes some ten times that in memory
_MOST_PARTS = 3_000
_HEAD = 4_096
# What the libraries raise over a package whose parts are not what they should be.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        IndexError,
        AssertionError,
        RecursionError,
    ),
)
DAMAGED = "is damaged: it cannot be unpacked. Ask for it again, or save it anew. Nothing was read."


class PackageKind(Enum):
    """What a package holds."""

    WORD = "Word"
    EXCEL = "Excel"


def check_package(content: bytes, name: str, limits: Limits) -> PackageKind:
    """What the package is. Raises Invalid for one that is too large unpacked, damaged, locked or not to be trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_sizes(parts, name, limits)
            _check_parts(package, parts, name)
            return _kind({part.filename for part in parts}, name)
    except BROKEN as error:
        raise Invalid(f"{name} {DAMAGED}") from error


def _check_sizes(parts: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    whole = sum(part.file_size for part in parts)
    if whole > limits.size_unpacked or len(parts) > _MOST_PARTS:
        raise Invalid(
            f"{name} would take {whole // MEGABYTE:,} MB unpacked, more than the {limits.unpacked} MB that I take on,"
            " so it was not opened. Nothing was read. Save it with smaller pictures, or send me a part of it."
        )
    for part in parts:
        if part.filename.endswith(".xml") and part.file_size > _LARGEST_PART:
            raise Invalid(
                f"{name}: its part {part.filename} has {part.file_size // MEGABYTE} MB of text, which no paper has, so it was not"
                " opened. Nothing was read. Save it anew, or send me a part of it."
            )


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    for part in parts:
        if part.flag_bits & 1:
            raise Invalid(
                f"{name} is locked with a password, so I cannot open it. Save a copy without a password and try again."
                " Nothing was read."
            )
        if part.filename.casefold().endswith(("vbaproject.bin", "vbadata.xml")):
            raise Invalid(
                f"{name} carries macros ({part.filename}), so it was not opened. Save it as .docx or .xlsx, which cannot, and try"
                " again. Nothing was read."
            )
        if part.filename.casefold().endswith((".xml", ".rels")):
            with package.open(part) as opened:
                head = opened.read(_HEAD).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Invalid(
                    f"{name}: its part {part.filename} declares entities, which Word and Excel never do, so it was not opened."
                    " Nothing was read. Save it anew in Word or Excel and try again."
                )


def _kind(names: set[str], name: str) -> PackageKind:
    if any(part.startswith("word/") for part in names) and "[Content_Types].xml" in names:
        return PackageKind.WORD
    if any(part.startswith("xl/") for part in names) and "[Content_Types].xml" in names:
        return PackageKind.EXCEL
    raise Invalid(
        f"{name} is a packed file, but neither Word (.docx) nor Excel (.xlsx). Send me the papers in it one by one."
        " Nothing was read."
    )
