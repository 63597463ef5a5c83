"""Pictures in papers, with the words that stand for them where they are not seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the bytes of a .png file, and its text equivalent (WCAG 1.1.1)."""

    png: bytes
    alternative: str
