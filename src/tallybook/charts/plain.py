"""Plain text: no foreign word may turn the text around it, or be no letter that a file can hold."""

from __future__ import annotations

import re
from typing import Any, Final

_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_INSTEAD: Final = "\ufffd"


def plain(told: Any) -> Any:
    """The same rows, lists or words, every control in them shown as the sign of what is none."""
    if isinstance(told, str):
        return _CONTROL.sub(_INSTEAD, told) if _CONTROL.search(told) else told
    if isinstance(told, list):
        return [plain(each) for each in told]
    if isinstance(told, dict):
        return {name: plain(each) for name, each in told.items()}
    return told
