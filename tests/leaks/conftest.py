from tests.store.conftest import shared

__all__ = ["shared"]
