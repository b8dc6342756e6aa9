"""Ids made of content: the same thing read twice has the same id."""

from __future__ import annotations

import hashlib
from typing import Final

_SEPARATOR: Final = "\x1f"
_LENGTH: Final = 16


def content_id(kind: str, *parts: object) -> str:
    """An id of 16 hexadecimal digits out of a kind and its parts, None kept apart from "".

    >>> content_id("report", "a", None) == content_id("report", "a", None)
    True
    """
    written = _SEPARATOR.join("\x00" if part is None else str(part) for part in (kind, *parts))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
