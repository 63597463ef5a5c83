"""What tests of papers may ask for: a browser to look at pages with."""

from tests.sandboxing import browser

__all__ = ["browser"]
