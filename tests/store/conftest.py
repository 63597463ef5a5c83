from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.databases import BACKENDS, engine, migrated
from tests.store.small_books import SmallBooks

__all__ = ["engine", "shared", "small"]


@pytest.fixture(scope="session", params=BACKENDS)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for many tests, on each backend: every test brings a partnership of its own."""
    with migrated(request.param, tmp_path_factory.mktemp("shared")) as engine:
        yield engine


@pytest.fixture
def small(shared: Engine) -> SmallBooks:
    """Small invented books beside those of all earlier tests, which must make no difference."""
    return SmallBooks(shared)
