import pytest
from sqlalchemy import Engine

from tests.databases import engine
from tests.importing.world import World
from tests.papers.conftest import expected, folder

__all__ = ["engine", "expected", "folder"]


@pytest.fixture
def world(engine: Engine) -> World:
    """An empty database on each backend, with a clock that stands on 20 November 2031."""
    return World(engine)
