"""Foreign text made fit to be shown: it cannot turn, hide or break the text around it.

Bidirectional controls (https://www.unicode.org/reports/tr9/, tr36 on spoofing) and other controls
are shown by their names; templates put foreign text into `<bdi>`, and Jinja escapes it.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    0x200E: "LRM",
    0x200F: "RLM",
    0x061C: "ALM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def shown(text: str) -> str:
    """The text with every control in it replaced by a mark that names it, such as "⟦RLO⟧"."""
    return _CONTROL.sub(_mark, text)


def has_controls(text: str) -> bool:
    """Does `shown` change it?"""
    return _CONTROL.search(text) is not None


def _mark(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"⟦{_NAMES.get(code) or f'U+{code:04X}'}⟧"


def one_line(text: str) -> str:
    """The text fit to be shown, its white space each one blank."""
    return " ".join(shown(text).split())
