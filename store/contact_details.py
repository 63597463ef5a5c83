"""E-mail addresses and telephone numbers: kept as they are written, checked, and compared."""

import re

from store.errors import Invalid

LONGEST_EMAIL, LONGEST_PHONE = 200, 60

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_EXTENSION = re.compile(r"\s*[,;]?\s*(?:ext(?:ension)?\b|x)\.?\s*:?\s*(?P<digits>\d{1,6})\s*$", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-–/]+")
_SHORT = frozenset({"08001111", "08454647"})
_ABROAD = re.compile(r"^(?:\+|00)44")


def email_of(text: str) -> str:
    """The address that `text` is, without blanks and "mailto:". Raises Invalid with a sentence when it is none."""
    address = text.strip().removeprefix("mailto:").strip("<>")
    if not _EMAIL.fullmatch(address) or ".." in address or len(address) > LONGEST_EMAIL:
        raise Invalid(f"“{text.strip()[:80]}” is no e-mail address. Nothing was changed.")
    return address


def phone_of(text: str) -> str:
    """The number as it is written, whatever its British form. Raises Invalid with a sentence when it is none."""
    number = " ".join(text.split()).removeprefix("tel:")
    main = _EXTENSION.sub("", number)
    plausible = 3 <= len(digits_of(main)) <= 15 and _is_whole(digits_of(main))
    if not _PHONE.fullmatch(main) or not plausible or len(number) > LONGEST_PHONE:
        raise Invalid(f"“{text.strip()[:80]}” is no telephone number. Nothing was changed.")
    return number


def _is_whole(digits: str) -> bool:
    """A British number with its area code has ten digits or eleven, but for two (Ofcom's National Telephone Numbering Plan)."""
    british = digits.startswith("0") and not digits.startswith("00")
    return not british or len(digits) in (10, 11) or digits in _SHORT


def looks_like_phone(text: str) -> bool:
    """Whether all of it may be a number: mostly digits."""
    digits = sum(map(str.isdigit, text))
    return digits >= 3 and bool(_PHONE.fullmatch(_EXTENSION.sub("", text.strip())))


def digits_of(number: str) -> str:
    """What numbers are compared by: "+44 (0)1632 960001" and "01632 960 001" are the same; an extension comes last."""
    extension = _EXTENSION.search(number)
    main = number[: extension.start()] if extension else number
    bare = re.sub(r"[^\d+]", "", main)
    bare = _ABROAD.sub("0", bare).replace("+", "")
    bare = f"0{bare[2:]}" if bare.startswith("00") and _ABROAD.match(re.sub(r"[^\d+]", "", main)) else bare
    return bare + (extension["digits"] if extension else "")
