"""The papers of a meeting beside its register, by their names, and how each is put together."""

from collections.abc import Callable
from types import MappingProxyType

from store.papers.writing.agendas import agenda_of, pack_of
from store.papers.writing.meeting_writers import Written
from store.papers.writing.minutes import minutes_of

PAPERS: MappingProxyType[str, Callable[..., Written]] = MappingProxyType(
    {"agenda": agenda_of, "pack": pack_of, "minutes": minutes_of}
)
