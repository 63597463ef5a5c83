"""Papers in a direct message or a mention: read apart from the bot, shown, and brought in when that is confirmed."""

import time

from bot.answering import Answering, Spot
from bot.files import Json, fetched
from bot.listeners.acting import act
from bot.listeners.boundary import guarded
from bot.services import Services
from handlers.desk import Caller
from handlers.paper_requests import MayImport, TakePaper
from handlers.replies import Note, Outcome, Reply, Text
from store.errors import Invalid
from store.papers.inbox import packed
from store.papers.limits import check_size

_OFTEN = 3.0  # seconds between two times that a message says how far it is
_NAME = 120
_ENDINGS = (".docx", ".pdf", ".xlsx", ".csv", ".html", ".htm", ".md", ".txt")


def paper_file(files: list[Json]) -> Json | None:
    """The first file there is; what is none that can be read gets its sentence."""
    return next((file for file in files if file.get("id")), None)


def is_paper(name: str) -> bool:
    """Whether a file is called like a paper that can be read."""
    return name.casefold().endswith(_ENDINGS)


def show(services: Services, file: Json, caller: Caller, spot: Spot) -> None:
    """Read it and say what it would change; outside the acknowledgement, since that takes a while."""
    work = _Reading(services, file, caller, spot)
    services.later(lambda: guarded(work.run, work.say))


class _Reading:
    """One paper on its way: a message says that it is being read and how far, and becomes what is said of it."""

    def __init__(self, services: Services, file: Json, caller: Caller, spot: Spot) -> None:
        self.services, self.file, self.caller, self.spot = services, file, caller, spot
        self.answering = Answering(services)
        self.name = str(file.get("name") or "The file")[:_NAME]
        self.posted: Spot | None = None
        self.told = time.monotonic()

    def run(self) -> None:
        """Ask whether its sender may, fetch it, read it, show it."""
        allowed = act(self.services, MayImport(self.name), self.caller)
        if allowed.outcome is Outcome.REFUSED:
            self.answering.post(allowed, self.caller, self.spot)
            return
        limits = self.services.limits
        if "size" in self.file:
            check_size(int(self.file["size"] or 0), self.name, limits)
        ts = self.answering.post(allowed, self.caller, self.spot)
        self.posted = Spot(self.spot.user, self.spot.channel, ts=ts, thread=self.spot.thread) if ts else None
        content = fetched(self.services.client, self.file, limits.size)
        paper = self.services.read_paper(content, self.name, limits, self.progress)
        self.show(act(self.services, TakePaper(packed(paper)), self.caller))

    def progress(self, page: int, pages: int) -> None:
        """How far it is, from time to time."""
        if self.posted and time.monotonic() - self.told > _OFTEN:
            self.told = time.monotonic()
            said = Note(f"I am reading {self.name}: page {page} of {pages} …")
            self.answering.replace(Reply(Outcome.ANSWERED, (said,)), self.posted)

    def show(self, reply: Reply) -> None:
        """In place of the message that it is being read, where that can be changed."""
        if self.posted:
            self.answering.replace(reply, self.posted)
            self.answering.remember(reply, self.caller, self.posted, self.posted.ts)
        else:
            self.answering.post(reply, self.caller, self.spot)

    def say(self, sentence: str) -> None:
        """What went wrong."""
        self.show(Reply(Outcome.REFUSED, (Text(sentence),), private=True))


def is_register(content: bytes, name: str, services: Services) -> bool:
    """Whether a CSV holds action points, a timetable or the like, and not people."""
    try:
        paper = services.read_paper(content, name, services.limits, lambda _page, _pages: None)
    except Invalid:
        return False
    return bool(paper.actions or paper.timetable or paper.targets or paper.agenda)
