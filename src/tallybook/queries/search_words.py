"""Words as search sees them: case, diacritics and the commas of numbers folded away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Letters with the marks that some scripts write beside them (Unicode blocks of Hebrew and Arabic
# points, of the scripts of India, of Thai), which \w leaves out.
_LETTER: Final = (
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
    r"\u0e31-\u0e4e])"
)
_WORD: Final = re.compile(rf"\d+(?:[.,]\d+)*(?![^\W\d_])|{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_APOSTROPHES: Final = re.compile("['’ʼ]")
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th"}
)
_MARK: Final = "Mn"
_MOST_FOLDED: Final = 200_000
_AROUND: Final = 90
"""So many characters stand on both sides of what a passage is about."""
_LONGEST_SEARCH: Final = 100_000
"""A passage is looked for in so many characters of a text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; is_hit: it is a word that was searched for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is searched for, in the ways that it may be written.

    is_begun: words that only begin so are meant too.
    """

    forms: tuple[str, ...]
    written: str
    is_begun: bool = False

    def is_met_by(self, form: str) -> bool:
        """Is a folded word one that is meant?"""
        return form in self.forms or (self.is_begun and form.startswith(self.forms))


def terms_of(query: str) -> tuple[Term, ...]:
    """The words of a query, each once; the last may be begun only, unless a blank follows it.

    >>> [term.forms for term in terms_of("Sana’a  1,268 Łódź")]
    [('sanaa', 'sana'), ('1268',), ('lodz',)]
    """
    found = [(each.group(), each.end()) for each in _WORD.finditer(query)]
    begun = bool(found) and not query[found[-1][1] :]
    told: dict[tuple[str, ...], Term] = {}
    for at, (written, _) in enumerate(found):
        forms = forms_of(written)
        is_last = at == len(found) - 1
        told[forms] = Term(forms, written, is_last and begun)
    return tuple(told.values())


def words_of(text: str) -> Iterator[str]:
    """The folded words of a text, in order; a word with an apostrophe gives its parts, too."""
    for written in _WORD.findall(text):
        yield from forms_of(written)


@lru_cache(maxsize=_MOST_FOLDED)
def forms_of(written: str) -> tuple[str, ...]:
    """A word folded: case, diacritics, commas between thousands; whole, then its longer parts."""
    if _GROUPED.fullmatch(written):
        return (re.sub("[.,]", "", written),)
    parts = [fold(part) for part in _APOSTROPHES.split(written)]
    if len(parts) == 1:
        return (parts[0],)
    return tuple(dict.fromkeys(("".join(parts), *(part for part in parts if len(part) > 1))))


def fold(word: str) -> str:
    """The word without case and diacritics: "Bājil" is "bajil"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    return "".join(letter for letter in plain if unicodedata.category(letter) != _MARK)


def distinct(text: str) -> str:
    """The folded words of a text, each once, with blanks between."""
    return " ".join(sorted(set(words_of(text))))


def passage(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """Where most of the words stand together, the first such place; nothing where none is found."""
    met: list[tuple[int, int, frozenset[int]]] = []
    best: tuple[int, int, int] | None = None
    for each in _WORD.finditer(text, 0, _LONGEST_SEARCH):
        forms = forms_of(each.group())
        of = frozenset(n for n, term in enumerate(terms) if any(map(term.is_met_by, forms)))
        if not of:
            continue
        met = [one for one in met if each.end() - one[0] <= 2 * _AROUND]
        met.append((each.start(), each.end(), of))
        count = len(frozenset[int]().union(*(one[2] for one in met)))
        if best is None or count > best[0]:
            best = (count, met[0][0], each.end())
        if count == len(terms):
            break
    if best is None:
        return ()
    _, start, end = best
    beside = max(0, 2 * _AROUND - (end - start)) // 2
    first, last = max(0, start - beside), min(len(text), end + beside)
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    cut = " ".join(text[first:last].split())
    return marked(f"{'… ' if first else ''}{cut}{' …' if last < len(text) else ''}", terms)


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """The text cut where words that were searched for begin and end."""
    pieces: list[Piece] = []
    last = 0
    for each in _WORD.finditer(text):
        if any(term.is_met_by(form) for form in forms_of(each.group()) for term in terms):
            if each.start() > last:
                pieces.append(Piece(text[last : each.start()]))
            pieces.append(Piece(each.group(), is_hit=True))
            last = each.end()
    if last < len(text) or not pieces:
        pieces.append(Piece(text[last:]))
    return tuple(pieces)
