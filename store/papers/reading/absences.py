"""Who was away, who stood in for whom, who succeeded whom, and who was elected: read from the sentences of minutes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from store.papers.paper import Apology, Attendee, RoleChange, Succession
from store.papers.reading.blocks import mentions
from store.papers.reading.minutes import Paragraph
from store.papers.reading.people import NAME, looks_like_person, split_outside, split_title

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_SPOKEN = re.compile(r"\bapolog(?:y|ies|ised)\b|\bsent (?:his|her|their) apologies\b", re.IGNORECASE)
_GROUP = re.compile(
    r"^(?:and\s+)?(?:the\s+)?(?P<section>(?:board|voting|non-?voting|statutory|core)\s+members?|members?|guests?|officers?|board|others?)\s*[:;,]?\s+",
    re.IGNORECASE,
)
# Behind these words a bracket that was left open is taken as closed.
_GOES_ON = r"(?=\s*(?:,?\s*(?:represented by|replacing|as well as)))"
_ALSO = re.compile(r"^(?:also|in addition|additionally|further)\b[,:]?\s*", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^.*?\b(?:apologies\b.*?\bfrom|apologies\s+(?:for\s+absence\s*)?(?:were\s+)?(?:received|noted|given)?\s*(?:from)?\s*[:–-]|apologies\s*:|from)\s*[:–-]?\s*",
    re.IGNORECASE,
)


def apologies(paragraphs: Sequence[Paragraph]) -> Iterator[Apology]:
    """Everybody whom a sentence of apologies names, with the members they are counted among."""
    for paragraph in paragraphs:
        if not _SPOKEN.search(paragraph.text):
            continue
        spoken = False
        for sentence in _sentences(paragraph.text):
            also = _ALSO.match(sentence)
            if _SPOKEN.search(sentence):
                spoken = True
                yield from _named_in(_after_from(sentence), "", paragraph.line)
            elif spoken and also:
                rest = re.sub(r"^(?:there\s+were\s+)?from\s+", "", sentence[also.end() :])
                yield from _named_in(rest, "Other", paragraph.line)
            else:
                spoken = False


def _sentences(text: str) -> list[str]:
    closed = _with_brackets_closed(text)
    return split_outside(closed, _SENTENCE.pattern)


def _with_brackets_closed(text: str) -> str:
    """The text with a bracket added where the words show that one was forgotten."""
    for match in re.finditer(r"\)" + _GOES_ON, text):
        before = text[: match.end()]
        missing = before.count("(") - before.count(")")
        if missing > 0:
            return before + ")" * missing + _with_brackets_closed(text[match.end() :])
    return text


def _after_from(sentence: str) -> str:
    """What follows "apologies … from"; of a sentence that ends "… sent apologies", what stands before."""
    if lead := _LEAD_IN.match(sentence):
        return sentence[lead.end() :]
    return re.sub(
        r"\s+(?:had\s+|have\s+|has\s+)?(?:sent|gave|given|offered|submitted|tendered)\b.*$", "", sentence
    )


def _named_in(text: str, section: str, line: int) -> Iterator[Apology]:
    current = section
    for part in split_outside(
        text.rstrip(" ."),
        r"\s*[;,](?!\s*\()\s*(?:and\s+)?(?:from\s+)?|\s+and\s+(?:from\s+)?|\s+as\s+well\s+as\s+(?:from\s+)?",
    ):
        words = part
        group = _GROUP.match(f"{words} ")
        if group:
            current = _section_name(group["section"])
            words = words[group.end() :].strip() if group.end() < len(words) else ""
        beside = re.search(rf"\bas\s+well\s+as\s+(?:from\s+)?{re.escape(part)}", text)
        if entry := _apology(words, "Other" if beside else current, line):
            yield entry


def _section_name(printed: str) -> str:
    words = printed.casefold()
    if words.startswith(("board", "voting", "statutory", "core")):
        return "Board"
    return {"m": "Members", "n": "Members", "g": "Guests"}.get(words[0], printed.capitalize())


_BEHIND_NAME = re.compile(
    r",?\s+(?:represented|substituted|deputised|replacing|who|with|in\s+(?:his|her|their))\b.*$|\s*[–—:]\s.*$"
)
_STOOD_IN = re.compile(
    rf"\b(?:(?:represented|rep\.?|substituted|deputised\s+for)\s+by|(?:substitute|deputy|representative|rep)\s*:)\s+(?P<by>{NAME})"
)
# In brackets it stands alone, or behind the organisation.
_REPRESENTED_BEHIND = re.compile(rf"(?:^|\s*[,;–—-]\s*|\s+)(?:who\s+(?:was|is)\s+)?{_STOOD_IN.pattern}.*$")


def _apology(text: str, section: str, line: int) -> Apology | None:
    outside = _outside(text)
    head = _BEHIND_NAME.sub("", outside).strip(" ,.")
    if not head or len(head.split()) > 8:
        return None
    title, name = _person(head)
    if not looks_like_person(name):
        return None
    bracket = _organisation(text)
    stand_in = _STOOD_IN.search(outside) or _STOOD_IN.search(bracket)
    represented = split_title(stand_in["by"])[1] if stand_in else None
    organisation = _REPRESENTED_BEHIND.sub("", bracket) or _council_of(head)
    return Apology(name, organisation, section, title, represented, line=line)


_COUNCILLOR = re.compile(
    r"(?P<council>(?:[A-Z][\w'’&-]*\s+)+(?:County|City|Borough|District|Town|Parish))\s+(?:Councillor|Cllr)\b"
)


def _council_of(head: str) -> str:
    """The council whose title somebody bears: that of "Northford County Councillor Jo Blake"."""
    match = _COUNCILLOR.match(head)
    return f"{match['council']} Council" if match else ""


def _person(text: str) -> tuple[str | None, str]:
    """A name with whatever stands before its title left away ("Northford County Councillor Jo Blake")."""
    words = text.split()
    for at in range(len(words)):
        title, name = split_title(" ".join(words[at:]))
        if title:
            return title, " ".join(name.split()[:3])
    return None, " ".join(words[-3:]) if looks_like_person(" ".join(words[-3:])) else " ".join(words[-2:])


def _outside(text: str) -> str:
    """The text without what stands in brackets, which may be nested or left open."""
    kept, depth = [], 0
    for character in text:
        depth += character == "("
        if depth <= 0:
            kept.append(character)
        depth -= character == ")" and depth > 0
    return "".join(kept)


def _organisation(text: str) -> str:
    """What stands in the first brackets, with the brackets inside them."""
    start = text.find("(")
    if start < 0:
        return ""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return _balanced(text[start + 1 : at])
    return _balanced(text[start + 1 :])


def _balanced(text: str) -> str:
    """Without closing brackets that nothing opens, as healing may leave them."""
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    return text.strip() + ")" * max(0, text.count("(") - text.count(")"))


_REPRESENTED = re.compile(
    rf"(?P<by>{NAME})\s+(?:(?:was|were|is)\s+)?(?:represent(?:ed|ing)|attended\s+(?:on\s+behalf\s+of|for)|deputis(?:ed|ing)\s+for|substitut(?:ed|ing)\s+for)"
    rf"\s+(?P<who>{NAME})(?P<org>\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?"
)


_STOOD_FOR = re.compile(
    rf"(?P<who>{NAME})(?P<org>\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?,?\s+(?:who\s+)?(?:was|is)\s+represented\s+by\s+(?P<by>{NAME})"
)


def representations(paragraphs: Sequence[Paragraph], attendance: Sequence[Attendee]) -> Iterator[Apology]:
    """Those of whom the minutes say only who represented them; counted among their representative's section."""
    sections = {entry.name: entry.section for entry in attendance}
    for paragraph in paragraphs:
        text = paragraph.text
        if not mentions(text, "represent", "attended", "deputis", "substitut"):
            continue
        for match in (*_REPRESENTED.finditer(text), *_STOOD_FOR.finditer(text)):
            title, who = split_title(match["who"])
            by = split_title(match["by"])[1]
            if looks_like_person(who) and (by in sections or looks_like_person(by)):
                said = Apology(
                    who,
                    _organisation(match["org"] or ""),
                    sections.get(by, ""),
                    title,
                    by,
                    line=paragraph.line,
                )
                yield replace(said, stated_as_apology=False)


_SUCCEEDED = re.compile(
    rf"(?P<joined>{NAME})(?:\s*\((?P<org1>[^()]*)\))?,?\s+(?:who\s+)?(?:(?:is|was|were|has|had|have|will\s+be|would\s+be)\s+)?(?:been\s+)?"
    rf"(?:replac(?:ed|es|ing)|succeed(?:ed|s|ing)?|tak(?:en|es|ing)\s+over\s+from|took\s+over\s+from)\s+"
    rf"(?P<left>{NAME})(?:\s*\((?P<org2>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
)


def successions(paragraphs: Sequence[Paragraph], attendance: Sequence[Attendee]) -> Iterator[Succession]:
    """Every "X replaced Y (Organisation)", with the organisation of the list of attendance where none is printed."""
    sits_for = {entry.name: entry.organisation for entry in attendance}
    for paragraph in paragraphs:
        if not mentions(paragraph.text, "replac", "succeed", "over"):
            continue
        for match in _SUCCEEDED.finditer(paragraph.text):
            joined, left = _person(match["joined"])[1], split_title(match["left"])[1]
            if looks_like_person(joined) and looks_like_person(left):
                organisation = match["org2"] or match["org1"] or sits_for.get(joined, "")
                yield Succession(joined, left, organisation, match.group(), paragraph.number, paragraph.line)


_OFFICE = r"(?:(?:vice|deputy|acting|co)[\s-]+)?chair(?:man|woman|person)?|secretary|treasurer"
_NOMINATED = re.compile(
    rf"\b(?:election|appointment)\s+of\s+(?:an?\s+|the\s+)?(?P<role>{_OFFICE})\b.*?\bnominat\w+\s+(?:of|for|was|is)\s+(?P<person>{NAME})",
    re.IGNORECASE,
)
_ELECTED = re.compile(
    rf"(?P<person>{NAME})\s+(?:was|were|has\s+been|be|is)\s+(?:\w+ly\s+)?(?:re-?)?(?P<kind>elected|appointed)\s+(?:as\s+|to\s+be\s+|to\s+the\s+role\s+of\s+)?(?:the\s+)?(?P<role>(?i:{_OFFICE}))\b"
)
_AGREED = re.compile(r"\b(?:agreed|approved|elected|appointed|carried|resolved)\b", re.IGNORECASE)
_PROPOSED = re.compile(rf"\bproposed\s+by\s+(?P<by>{NAME})")
_SECONDED = re.compile(rf"\bseconded\s+by\s+(?P<by>{NAME}(?:(?:,\s*|\s+and\s+|,\s*and\s+){NAME})*)")


def role_changes(paragraphs: Iterable[Paragraph]) -> Iterator[RoleChange]:
    """Elections and appointments that the minutes say were agreed, with who proposed and seconded them."""
    for paragraph in paragraphs:
        if not mentions(paragraph.text.casefold(), "nominat", "elected", "appointed"):
            continue
        # The names keep their capitals although the words around them may be written either way.
        nominated = _NOMINATED.search(paragraph.text)
        agreed = nominated and _AGREED.search(paragraph.text, nominated.end())
        if nominated and agreed and looks_like_person(nominated["person"]):
            yield _change(nominated["role"], nominated["person"], "elected", paragraph)
            continue
        for match in _ELECTED.finditer(paragraph.text):
            if looks_like_person(match["person"]):
                yield _change(match["role"], match["person"], match["kind"], paragraph)


def _change(role: str, person: str, kind: str, paragraph: Paragraph) -> RoleChange:
    proposed, seconded = _PROPOSED.search(paragraph.text), _SECONDED.search(paragraph.text)
    others = re.split(r",\s*and\s+|,\s*|\s+and\s+", seconded["by"]) if seconded else []
    return RoleChange(
        " ".join(word.capitalize() for word in role.split()),
        split_title(person)[1],
        kind,
        split_title(proposed["by"])[1] if proposed else None,
        tuple(split_title(name)[1] for name in others),
        paragraph.number,
        paragraph.line,
    )
