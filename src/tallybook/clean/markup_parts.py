"""Parts: the pieces that a page's markup sets apart, each with the look of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tallybook.clean.address import goes_on_asking, is_addressed
from tallybook.clean.adverts import without_adverts
from tallybook.clean.looks import is_clock
from tallybook.clean.marks import Mark, mark
from tallybook.clean.units import Unit, make_unit
from tallybook.language.page import PageWords
from tallybook.model import Kind, Piece

LINKED: Final = 0.7
"""Above this share of links a piece leads elsewhere."""

TOLD: Final = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.ROW})
"""What the text of a story is made of."""

_SENTENCE: Final = 8  # words; a shorter one may be a button's label
_LONG: Final = 20  # words; so many are no label, however they end
_LABEL: Final = 4  # words; a label of a link has fewer
_CUT: Final = re.compile(r"\s*[|•·»›>]\s*")
_LONGEST_STAMP: Final = 12
_STAMP: Final = re.compile(
    r"(?<![\d.,])\d{1,2}\D(?:.*\D)?(?:19|20)\d\d(?![\d,.]*\d)"  # 9 May 2010
    r"|(?<![\d.,:])(?:19|20)\d\d[-./年]\s?\d{1,2}(?!\d)"  # 2010-05-09
    r"|(?<![\d.,:])\d{1,2}[:h]\d\d(?!\d)"  # 14:20
)
_OPENING: Final = ("‘", "“", "«", "„")
_CLOSING: Final = ("’", "”", "»", "“")
_PRESENTED: Final = 14  # words in which a writer is presented
_FEW: Final = 0.3  # share of links in a sentence of the story
_NAME: Final = 5  # words of the longest name alone on its line
_MAIL: Final = re.compile(r"\S@\w[\w-]*\.\w")
_NOTE: Final = re.compile(r"^\W?\d{1,3}\W")
_SITE: Final = re.compile(r"(?:https?://|www\.)\S+")
_TOKEN: Final = re.compile(r"[^\s,&]+|[,&]")
_AND: Final = 3  # letters of the longest word that joins two names, in most languages
_NAMES: Final = 0.5  # share of words with a capital in a line of names
# Thai, Lao, Burmese, Khmer, Japanese and Chinese write words without spaces; two signs are one.
_WIDE: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


@dataclass(frozen=True)
class Part:
    """A piece, its text, and how that looks by the cues; several parts may be of one piece."""

    piece: Piece
    unit: Unit
    mark: Mark
    cues: PageWords

    @cached_property
    def size(self) -> int:
        """Its words, as far as they are looked at; in any script."""
        return max(len(self.unit.words), len(_WIDE.findall(self.unit.head)) // 2)

    @cached_property
    def addressed(self) -> bool:
        """Does it say "you" or "we" to the page's reader?"""
        quoted = self.unit.head[:1] in _OPENING and self.unit.head[-1:] in _CLOSING
        return not quoted and is_addressed(self.unit, self.cues)

    @cached_property
    def asks(self) -> bool:
        """Does it, as a link, ask the reader for something or name where to follow?"""
        platform = not self.cues.platforms.isdisjoint(word.lower() for word in self.unit.words)
        return platform or goes_on_asking(self.unit, self.cues)

    @property
    def kind(self) -> Kind:
        """What the markup says that it is."""
        return self.piece.kind

    @property
    def is_linked(self) -> bool:
        """Does it lead elsewhere as a whole?"""
        return self.piece.linked > LINKED

    @cached_property
    def is_prose(self) -> bool:
        """A sentence, or so many words that it is no label."""
        return self.size >= _LONG or (self.unit.ends and self.size >= _SENTENCE - 2)

    @cached_property
    def is_menu(self) -> bool:
        """Print this page | Close window: links in a row."""
        cuts = _CUT.split(self.unit.head)
        short = sum(len(cut.split()) < _LABEL for cut in cuts)
        enough = len(cuts) > 1 and (short == len(cuts) or short >= _LABEL)
        return self.is_linked and self.kind is not Kind.ROW and enough

    @cached_property
    def is_stamp(self) -> bool:
        """A short line with a day and a year, or a time of day, in any language."""
        if self.size > _LONGEST_STAMP or self.is_prose or self.is_linked:
            return False
        return _STAMP.search(self.unit.head) is not None

    @cached_property
    def is_biography(self) -> bool:
        """Ana Roe is a correspondent who covers the hills."""
        words = self.unit.words[:_PRESENTED]
        name = next((i for i, word in enumerate(words) if not word[0].isupper()), 0)
        if not 1 < name < _NAME or words[name].lower() not in self.cues.biography:
            return False
        return not self.cues.duties.isdisjoint(word.lower() for word in words[name:])

    @cached_property
    def is_count(self) -> bool:
        """A number alone: how often a page was shared."""
        return self.unit.head.replace(",", "").isdecimal()

    @cached_property
    def is_name(self) -> bool:
        """Two to five words with capitals, or a few signs of a script that has none; no digits."""
        words = self.unit.words
        plain = self.size <= _NAME and not any(letter.isdigit() for letter in self.unit.head)
        return plain and len(words) > 1 and all(not word[0].islower() for word in words)

    @cached_property
    def is_names(self) -> bool:
        """Ana Roe, Li Wu and Jo Hale."""
        names = _names(_TOKEN.findall(self.unit.head)) if not self.is_prose else []
        return len(names) > 1 and all(1 < count < _NAME for count in names)

    @cached_property
    def pleads(self) -> bool:
        """Do "we" ask "you" for something?"""
        first = not self.cues.first_person.isdisjoint(self.unit.unquoted)
        return first and goes_on_asking(self.unit, self.cues)

    @cached_property
    def sends_off(self) -> bool:
        """Does it ask the reader to write to an address, or name one to go to and no figure?"""
        if _MAIL.search(self.unit.head) is not None and (self.asks or not self.is_prose):
            return True
        rest, sites = _SITE.subn("", self.unit.head)
        plain = _NOTE.sub("", rest)
        return sites > 0 and self.size <= _LONG and not any(sign.isdigit() for sign in plain)

    @cached_property
    def is_quoted(self) -> bool:
        """Words within one pair of quotation marks, and no label."""
        return self.mark is Mark.QUOTE and self.size > _LABEL and not self.is_linked

    @cached_property
    def plain(self) -> str:
        """Its words in lower case, to be compared."""
        return plain(self.unit.head)


def find_parts(text: str, pieces: Sequence[Piece], words: PageWords) -> list[Part]:
    """The parts in order, none empty, none over another; an advert at an end is one of its own."""
    return [
        Part(piece, unit, _look(piece, unit, words), words)
        for piece, whole in _units(text, pieces)
        for unit in (without_adverts(text, [whole], words) if piece.kind in TOLD else [whole])
    ]


def plain(text: str) -> str:
    """The words of a text in lower case with single spaces between them."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _names(tokens: Sequence[str]) -> list[int]:
    """The words of each name in a list of names; none where something else stands in it."""
    counts = [0]
    for token in tokens:
        if token in {",", "&"} or (token.islower() and len(token) <= _AND):
            counts.append(0)
        elif token[0].isupper():
            counts[-1] += 1
        else:
            return []
    return [count for count in counts if count]


def _units(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Unit]]:
    at = 0
    for piece in sorted(pieces, key=lambda piece: piece.start):
        start, end = max(piece.start, at), min(piece.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield piece, make_unit(text, start, end, after_blank=True)
            at = end


def _look(piece: Piece, unit: Unit, words: PageWords) -> Mark:
    """The look of the text, where markup lets a sentence be one."""
    found = mark(unit, words)
    if unit.head.startswith("©") and found is not Mark.BYLINE:
        return Mark.FURNITURE
    told = piece.kind in TOLD and piece.linked <= LINKED
    if not told or not unit.ends or len(unit.words) < _SENTENCE:
        return found
    if found is Mark.FURNITURE and piece.linked <= _FEW and not _asks(unit, words):
        return Mark.PROSE  # "the militia, sponsored by ..." has a word of furniture
    if found is Mark.BYLINE and not _credits(unit, words):
        return Mark.PROSE  # "By Friday nine had died." begins as bylines do
    if found is Mark.TIME and not is_clock(unit):
        return Mark.PROSE
    return found


def _asks(unit: Unit, words: PageWords) -> bool:
    """Does a sentence with a word of furniture ask, sell or steer?"""
    lower = unit.lower
    found = words.furniture.search(lower)
    begins = found is not None and found.start() == 0
    own = not words.own_asks.isdisjoint(word.lower() for word in unit.words)
    return begins or own or is_addressed(unit, words) or words.adverts.search(lower) is not None


def _credits(unit: Unit, words: PageWords) -> bool:
    """Is a sentence that begins as a byline made of names, or says what its names did?"""
    if any(cue in unit.lower for cue in words.byline_holds):
        return True
    starts = [start for start in words.byline_starts if unit.lower.startswith(start)]
    if any(len(start.split()) > 1 for start in starts):
        return True  # a single word, "by", begins other sentences, too
    capital = sum(word[0].isupper() for word in unit.words)
    return capital >= _NAMES * len(unit.words)
