"""The real papers, for the lines about them."""

from tests.papers.conftest import folder

__all__ = ["folder"]
