"""Bytes into text: a byte order mark, then what was declared, then UTF-8, then a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what decodes the bytes behind them, the longest first."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, what decoded it (errors replaced), and where bytes were guessed at the doubt.

    doubt: a reason and a remedy, as Problems have them.
    """

    text: str
    encoding: str
    doubt: tuple[str, str] | None = None


def decode(data: bytes) -> Decoded:
    """The text of bytes that declare nothing.

    A byte order mark decides, then UTF-8. A few broken bytes in UTF-8 become U+FFFD; text
    that is plainly not UTF-8 is read as Windows-1252.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding, _broken(text, encoding.removesuffix("-sig")))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(letter > "\x7f" for letter in text) - broken
    if beyond > broken:
        return Decoded(text, "utf-8", _broken(text, "utf-8"))
    doubt = (
        "is not UTF-8; it was read as Windows-1252, so letters with accents may be wrong",
        "save it as UTF-8",
    )
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", doubt)


def _broken(text: str, encoding: str) -> tuple[str, str] | None:
    count = text.count("\ufffd")
    if not count:
        return None
    return (
        f"is {encoding.upper()} with {count} broken places, each read as U+FFFD",
        "fetch or save it again",
    )
