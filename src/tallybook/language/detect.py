"""A light check of which language a text is in: by script, then by its small words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tallybook.language.page import load_page_words, load_stopwords

_SAMPLE: Final = 20_000
_ENOUGH: Final = 0.12
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = (
    ("ko", 0xAC00, 0xD7A3),
    ("ja", 0x3040, 0x30FF),
    ("zh", 0x4E00, 0x9FFF),
    ("he", 0x0590, 0x05FF),
    ("ar", 0x0600, 0x06FF),
)
_UKRAINIAN: Final = frozenset("іїєґ")


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code, None where too little speaks for any language.

    >>> detect_language("At least 12 people were killed in the strike on the town, it said.")
    'en'
    """
    sample = text[:_SAMPLE].lower()
    letters = [letter for letter in sample if letter.isalpha()]
    if not letters:
        return None
    script = _by_script(letters)
    if script is not None:
        return script
    words = Counter(_WORD.findall(sample))
    total = sum(words.values())
    english = load_page_words("en").function_words
    shares = {"en": _share(words, english, total)}
    for language, small in load_stopwords().items():
        shares[language] = _share(words, small, total)
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _ENOUGH else None


def _share(words: Counter[str], small: frozenset[str], total: int) -> float:
    return sum(words[word] for word in small) / total if total else 0.0


def _by_script(letters: list[str]) -> str | None:
    for language, first, last in _SCRIPTS:
        if sum(first <= ord(letter) <= last for letter in letters) > 0.3 * len(letters):
            return language
    cyrillic = [letter for letter in letters if "\u0400" <= letter <= "\u04ff"]
    if len(cyrillic) > 0.5 * len(letters):
        return "uk" if any(letter in _UKRAINIAN for letter in cyrillic) else "ru"
    return None
