"""What whoever runs the bot has settled for the books: it stands in no book, and is the same for every partnership."""

from dataclasses import dataclass
from pathlib import Path

from store.hours import OFFICE, Hours


@dataclass(frozen=True, slots=True)
class Settings:
    """`public_url`: where others reach what is published, without a slash at its end; empty when they cannot.

    `templates`: the folder with the secretariat's own templates of papers, where there is one. `hours`: when people may be
    written to. `many`: whether this bot serves many partnerships, so that an address has to say whose it is.
    """

    public_url: str = ""
    templates: Path | None = None
    hours: Hours = OFFICE
    many: bool = False


DEFAULTS = Settings()
