"""What every request is."""

from typing import ClassVar

import msgspec


class Request(msgspec.Struct, frozen=True, tag_field="request", omit_defaults=True):
    """The base of all requests. `changes`: it may change a book, so that its transaction writes."""

    changes: ClassVar[bool] = False
