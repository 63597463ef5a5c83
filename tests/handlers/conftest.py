from tests.store.conftest import shared, small

__all__ = ["shared", "small"]
