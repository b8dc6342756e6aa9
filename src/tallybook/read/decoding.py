"""Bytes into text: a byte order mark, then what was declared, then UTF-8, then a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tallybook.read.guessing import WESTERN, guess

MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and what decodes the bytes behind them, the longest first."""

_HEAD: Final = 16_384  # how far a page is searched for what it declares
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_META: Final = re.compile(
    rb"""<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})""", re.IGNORECASE
)
_XML: Final = re.compile(rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{2,40})""")
# https://encoding.spec.whatwg.org/#names-and-labels, where it differs from Python's own names.
_LABELS: Final = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso88591": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "l1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252", "x-cp1252": "cp1252", "cp819": "cp1252", "ibm819": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "l5": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "logical": "iso8859-8",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "korean": "cp949", "windows-949": "cp949",
    "koi8-ru": "koi8-u", "koi": "koi8-r", "koi8": "koi8-r", "x-cp1251": "cp1251",
    "win-1251": "cp1251", "windows1251": "cp1251", "x-cp1250": "cp1250", "x-euc-jp": "euc_jp",
    "macintosh": "mac_roman", "x-mac-roman": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
    "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8",
}  # fmt: skip
_NO_TEXT: Final = frozenset(
    {
        "idna",
        "punycode",
        "unicode-escape",
        "unicode_escape",
        "raw-unicode-escape",
        "utf-7",
        "undefined",
    }
)
_MULTIBYTE: Final = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab"})
_UTF8_LETTER: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_WIDE: Final = ("utf-16", "utf-32")
_WIDE_TAGS: Final = (
    ("utf-16-le", re.compile(rb"^(?:\s\x00)*<\x00[a-zA-Z!?]\x00")),
    ("utf-16-be", re.compile(rb"^(?:\x00\s)*\x00<\x00[a-zA-Z!?]")),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, what decoded it (errors replaced), and where bytes were guessed at the doubt.

    doubt: a reason and a remedy, as Problems have them.
    """

    text: str
    encoding: str
    doubt: tuple[str, str] | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes, with the charset that a server declared, if any.

    A byte order mark decides, then what is declared unless it is plainly wrong, then UTF-8. A few
    broken bytes in UTF-8 become U+FFFD; text that is plainly not UTF-8 is guessed at, with a doubt.
    """
    return _marked(data) or _decode(data, (declared,))


def decode_html(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a page: a mark, the server's charset, the page's own, then as `decode`."""
    return _marked(data) or _wide(data) or _decode(data, (declared, *_declared(data[:_HEAD])))


def find_codec(label: str | None) -> str | None:
    """Python's name for a charset as the web labels it; None where there is no such text encoding.

    >>> find_codec("ISO-8859-1"), find_codec("utf8"), find_codec("no-such")
    ('cp1252', 'utf-8', None)
    """
    name = (label or "").strip("\"' \t\r\n").lower()
    if not name or name in _NO_TEXT:
        return None
    try:
        codec = codecs.lookup(_LABELS.get(name, name))
        b"0".decode(codec.name, "replace")  # a codec of bytes to bytes refuses here
    except (LookupError, ValueError, TypeError):
        return None
    return _LABELS.get(codec.name, codec.name)


def _declared(head: bytes) -> tuple[str | None, ...]:
    """What the page says of itself. UTF-16 cannot be: the words would not have been found."""
    head = _COMMENT.sub(b"", head)
    labels = [match[1].decode("ascii", "replace") for match in _META.finditer(head)]
    labels += [match[1].decode("ascii", "replace") for match in _XML.finditer(head)]
    return tuple("utf-8" if label.lower().startswith(_WIDE) else label for label in labels[:4])


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding, _broken(text, encoding.removesuffix("-sig")))
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, told by a tag at the beginning."""
    for encoding, tag in _WIDE_TAGS:
        if tag.search(data[:256]):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding, _broken(text, encoding))
    return None


def _decode(data: bytes, labels: Iterable[str | None]) -> Decoded:
    declared = [codec for label in labels if (codec := find_codec(label))]
    valid = _strict(data, "utf-8")
    for encoding in declared:
        if (
            encoding != "utf-8"
            and (text := _plausible(data, encoding, valid is not None)) is not None
        ):
            return Decoded(text, encoding, _broken(text, encoding))
        if encoding == "utf-8" and valid is not None:
            break
    if valid is not None:
        return Decoded(valid, "utf-8")
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(letter > "\x7f" for letter in text) - broken
    if beyond > broken:
        return Decoded(text, "utf-8", _broken(text, "utf-8"))
    return _guessed(data, declared)


def _plausible(data: bytes, encoding: str, is_utf8: bool) -> str | None:
    """The text by a declared encoding, unless the declaration is plainly wrong."""
    if encoding.startswith(_WIDE):
        return _strict(data, encoding)
    if is_utf8:
        # Letters of UTF-8 hardly ever arise by chance; a few may in a double-byte encoding.
        needed = 4 if encoding in _MULTIBYTE else 1
        letters = sum(1 for _ in zip(_UTF8_LETTER.finditer(data), range(needed), strict=False))
        if letters >= needed:
            return None
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 20 > sum(byte > 0x7F for byte in data[:_HEAD]) + 20:
        return None
    return None if encoding == WESTERN and _is_accents(text) else text


def _is_accents(text: str) -> bool:
    """More accented letters than plain ones: another alphabet, read as Western European."""
    sample = re.sub(r"<[^<>]*>", " ", text[: 16 * _HEAD])
    accented = sum("\xc0" <= letter <= "\xff" for letter in sample)
    plain = sum(letter.isascii() and letter.isalpha() for letter in sample)
    return accented > 40 and accented * 2 > plain


def _guessed(data: bytes, declared: list[str]) -> Decoded:
    encoding = guess(data)
    text = data.decode(encoding, errors="replace")
    if encoding == WESTERN:
        guessed = "Windows-1252, so letters with accents may be wrong"
    else:
        guessed = f"{_shown(encoding)}, a guess, so its letters may be wrong"
    said = f"is not {_shown(declared[0])} as declared" if declared else "is not UTF-8"
    return Decoded(text, encoding, (f"{said}; it was read as {guessed}", "save it as UTF-8"))


def _shown(codec: str) -> str:
    number = codec.removeprefix("cp")
    return (
        f"Windows-{number}"
        if number.startswith(("125", "874"))
        else codec.upper().replace("_", "-")
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _broken(text: str, encoding: str) -> tuple[str, str] | None:
    count = text.count("\ufffd")
    if not count:
        return None
    places = "one broken place, read" if count == 1 else f"{count} broken places, each read"
    return (f"is {_shown(encoding)} with {places} as U+FFFD", "fetch or save it again")
