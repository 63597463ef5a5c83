import pytest
from sqlalchemy import Engine

from tests.databases import engine
from tests.scheduler.world import World, local

__all__ = ["engine", "world"]


@pytest.fixture
def world(engine: Engine) -> World:
    return World(engine, local("2026-05-01 08:00"))
