"""Which language a text is in, where enough of it speaks for one; unknown is an answer.

English is told by its small words, which costs next to nothing; only what has too few of them goes
to py3langid, whose model (4 MB, in its package) is loaded then. Of a headline too short to tell,
nothing is said.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.language.page import load_page_words

ENGLISH: Final = "en"
_SAMPLE: Final = 20_000
_FEWEST: Final = 30
"""Letters of the shortest text that is told; of scripts that English is never written in, 6."""
_FEWEST_OTHER: Final = 6
_FEWEST_WORDS: Final = 7
"""Words unlike each other, of the shortest text that is told to be in another language."""
_SURELY_ENGLISH: Final = 0.2
_HARDLY_ENGLISH: Final = 0.12
_SURE: Final = 0.9
_LIKELY: Final = 0.5
_NEVER: Final = 0.005
_WORD: Final = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code, None where too little speaks for any language.

    >>> detect_language("At least 12 people were killed in the strike on the town, it said.")
    'en'
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = "".join(words)
    others = [] if letters.isascii() else [sign for sign in letters if not sign.isascii()]
    count = len(letters) - sum(not sign.isalpha() for sign in others)
    latin = count - sum(sign.isalpha() and not _is_latin(sign) for sign in others)
    if 2 * latin < count:
        return _other_script(sample) if count >= _FEWEST_OTHER else None
    if count < _FEWEST:
        return None
    small = load_page_words(ENGLISH).function_words
    share = sum(word in small for word in words) / len(words)
    if share >= _SURELY_ENGLISH:
        return ENGLISH
    told = dict.fromkeys(words)  # each word once: "2 men, 3 men, 4 men" says no more than "men"
    ranks = _rank(" ".join(told))
    language, surety = ranks[0]
    if language == ENGLISH:
        return ENGLISH if surety >= _LIKELY else None
    if len(told) < _FEWEST_WORDS:
        return None
    english = dict(ranks)[ENGLISH]
    kin = surety >= _LIKELY and english < _NEVER and share < _HARDLY_ENGLISH
    return language if surety >= _SURE or kin else None


def language_name(code: str) -> str:
    """The language in English words with its code: "Spanish (es)"; the code where it has none."""
    primary = primary_code(code)
    name = _names().get(primary)
    return f"{name} ({primary})" if name else repr(code)


def primary_code(code: str) -> str:
    """The language without its country: "en-GB" is en."""
    return re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]


def read_languages() -> frozenset[str]:
    """The languages that are read: those with a folder of words."""
    folder = files("tallybook.language")
    return frozenset(entry.name for entry in folder.iterdir() if (entry / "numbers.toml").is_file())


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _other_script(sample: str) -> str | None:
    language, _ = _rank(sample)[0]
    return None if language == ENGLISH else language


def _rank(sample: str) -> list[tuple[str, float]]:
    """The languages with their probabilities, the likeliest first."""
    return list(_model().rank(sample))


@cache
def _names() -> Mapping[str, str]:
    source = files("tallybook.language") / "languages.toml"
    return tomllib.loads(source.read_text("utf-8"))


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(_names()))
    return model
