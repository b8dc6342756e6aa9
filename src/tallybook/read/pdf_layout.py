"""The lines of a PDF as paragraphs, headings and rows; what repeats on its pages left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from tallybook.model import Kind, Piece
from tallybook.read.pdf_lines import PdfLine

Pages = Sequence[Sequence[PdfLine]]

_EDGE: Final = 3  # lines at either end of a page that may repeat
_DIGITS: Final = re.compile(r"\d+")
_FOLIO: Final = re.compile(r"(?:\D{0,8}\s)?\d{1,4}(?:\s?(?:/|\D{1,4})\s?\d{1,4})?")
_BULLET: Final = re.compile(r"^(?:[-*•·‣▪●○■□➢–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_ENDS: Final = re.compile(r"[.!?…:;。؟][\"'”’»)\]]*$")
_HYPHEN: Final = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_FIRST: Final = re.compile(r"^[^\W\d_]+")
_WORDS: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LARGER: Final = 1.15  # times the usual size: a heading
_WIDE: Final = 0.6  # of the widest line: a line that may have been wrapped
_PITCH: Final = 1.35  # times the usual distance of lines: a gap between paragraphs
_SAME: Final = 0.6  # points


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of a document, one piece a line."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Paragraph:
    kind: Kind
    size: float
    text: str


def lay_out(pages: Pages, is_word: Callable[[str], bool]) -> LaidOut:
    """The document's text. is_word: says whether a language has a word, to mend hyphenation."""
    kept = without_repeated(pages)
    sizes = [line.size for page in kept for line in page for _ in range(len(line.text) // 10 + 1)]
    usual = median(sizes) if sizes else 0.0
    seen = Counter(word for page in kept for line in page for word in _WORDS.findall(line.text))
    join = _Joining(frozenset(word.lower() for word in seen), is_word)
    paragraphs = [each for page in kept for each in _paragraphs(page, usual, join)]
    paragraphs = list(_over_pages(paragraphs, join))
    _title(paragraphs, usual)
    return _text(paragraphs)


def without_repeated(pages: Pages) -> list[list[PdfLine]]:
    """The pages without heads and feet that stand on most of them; the first head stays.

    Numbers in them may differ. A page's own number goes everywhere.
    """
    count: Counter[str] = Counter()
    for page in pages:
        count.update({_shape(page[i].text) for i in _edges(page)})
    repeated = {shape for shape, times in count.items() if times > 1 and times * 2 > len(pages)}
    told: set[str] = set()
    kept: list[list[PdfLine]] = []
    for page in pages:
        dropped: set[int] = set()
        for i in _edges(page):
            shape = _shape(page[i].text)
            if shape in repeated:
                if shape in told or _FOLIO.fullmatch(page[i].text):
                    dropped.add(i)
                told.add(shape)
        kept.append([line for i, line in enumerate(page) if i not in dropped])
    return kept


def _edges(page: Sequence[PdfLine]) -> list[int]:
    """The lines nearest to the top and to the bottom of the page."""
    order = sorted(range(len(page)), key=lambda i: -page[i].y)
    return sorted({*order[:_EDGE], *order[-_EDGE:]})


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


@dataclass(frozen=True, slots=True)
class _Joining:
    """How two lines of one paragraph are joined."""

    seen: frozenset[str]
    is_word: Callable[[str], bool]

    def __call__(self, text: str, more: str) -> str:
        """The lines as one; a word cut by a hyphen is made whole if the whole is a word."""
        if text.endswith("\u00ad"):
            return text[:-1] + more
        cut, rest = _HYPHEN.search(text), _FIRST.match(more)
        if cut is None:
            return f"{text} {more}"
        if rest is None or not rest[0][0].islower():
            return f"{text}{more}"
        whole = cut[1] + rest[0]
        compound = f"{cut[1]}-{rest[0]}".lower()
        if compound not in self.seen and (whole.lower() in self.seen or self.is_word(whole)):
            return text[: cut.end(1)] + more
        return f"{text}{more}"


def _paragraphs(
    page: Sequence[PdfLine], usual: float, join: Callable[[str, str], str]
) -> Iterator[_Paragraph]:
    gaps = [a.y - b.y for a, b in pairwise(page) if 0 < a.y - b.y < 3 * max(a.size, 6.0)]
    pitch = median(gaps) if gaps else 0.0
    widest = max((len(line.text) for line in page if not line.cells), default=0)
    current: _Paragraph | None = None
    last: PdfLine | None = None
    for line in page:
        if current is not None and last is not None and _goes_on(last, line, pitch, widest):
            current.text = join(current.text, line.text)
        else:
            if current is not None:
                yield current
            text = " | ".join(line.cells) if line.cells else line.text
            current = _Paragraph(_kind(line, usual), line.size, text)
        last = line
    if current is not None:
        yield current


def _kind(line: PdfLine, usual: float) -> Kind:
    if line.cells:
        return Kind.ROW
    if line.size > usual * _LARGER:
        return Kind.HEADING
    return Kind.ITEM if _BULLET.match(line.text) else Kind.PARAGRAPH


def _goes_on(last: PdfLine, line: PdfLine, pitch: float, widest: int) -> bool:
    """Is the line the rest of the one above it?"""
    if last.cells or line.cells or abs(last.size - line.size) > _SAME:
        return False
    if _BULLET.match(line.text):
        return False
    cut = _HYPHEN.search(last.text) is not None
    gap = last.y - line.y
    if gap <= 0:  # the next column
        return cut or (not _ENDS.search(last.text) and line.text[0].islower())
    if gap > max(pitch, 1.1 * line.size) * _PITCH:
        return False
    if cut or line.text[0].islower():
        return True
    return len(last.text) >= widest * _WIDE and not (
        _ENDS.search(last.text) and len(last.text) < widest * 0.75
    )


def _over_pages(
    paragraphs: Sequence[_Paragraph], join: Callable[[str, str], str]
) -> Iterator[_Paragraph]:
    """A paragraph that goes on behind a page's end is one."""
    current: _Paragraph | None = None
    for each in paragraphs:
        if (
            current is not None
            and each.kind is Kind.PARAGRAPH
            and current.kind in {Kind.PARAGRAPH, Kind.ITEM}
            and each.text[0].islower()
            and not _ENDS.search(current.text)
            and len(current.text) > 40
        ):
            current.text = join(current.text, each.text)
            continue
        if current is not None:
            yield current
        current = each
    if current is not None:
        yield current


def _title(paragraphs: Sequence[_Paragraph], usual: float) -> None:
    """The largest letters near the beginning are the title's, if they are larger than the rest."""
    head = [each for each in paragraphs[:12] if each.kind is Kind.HEADING]
    if head:
        largest = max(each.size for each in head)
        first = next(each for each in head if each.size == largest)
        first.kind = Kind.TITLE


def _text(paragraphs: Sequence[_Paragraph]) -> LaidOut:
    pieces: list[Piece] = []
    at = 0
    for each in paragraphs:
        pieces.append(Piece(at, at + len(each.text), each.kind))
        at += len(each.text) + 1
    return LaidOut("\n".join(each.text for each in paragraphs), tuple(pieces))
