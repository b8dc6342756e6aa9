"""Signatures: a text as a short sketch, from which copies of it are told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from rensa import RMinHash

from tallybook.link.wording import shingles, words_of
from tallybook.model.signature import Signature

__all__ = ["MAKER", "Signature", "quotations", "sign"]

SLOTS: Final = 128
"""Numbers in a sketch: a likeness of 0.1 is then known to within 0.03, one of 0.5 to 0.05."""

SHINGLE: Final = 4
"""Words in a shingle. Reports of one event share many runs of three, few of four."""

MAKER: Final = f"{SHINGLE} words, {SLOTS} slots, rensa {RMinHash.ALGORITHM_VERSION}"
"""Sketches of two makers are not compared: those of an older one are made again."""

_SEED: Final = 1
_LONG: Final = 6
_QUOTED: Final = re.compile(
    r"“([^“”\n]*)”|„([^„“”\n]*)[“”]|«([^«»\n]*)»|\"([^\"\n]*)\"|‘([^‘\n]*?)’(?!\w)"
)


def sign(text: str, quotes: Iterable[str] = ()) -> Signature:
    """The signature of a report's claiming text and of the quotations in it.

    What is quoted is left out of the sketch: two reports of one speech share its words and are
    still two texts.
    """
    said = list(quotes)
    for quote in said:
        text = text.replace(quote, "\n")
    found = {" ".join(run) for line in text.split("\n") for run in shingles(line, SHINGLE)}
    sketch = RMinHash(num_perm=SLOTS, seed=_SEED)
    sketch.update(sorted(found))
    numbers = tuple(int(number) for number in sketch.digest()) if found else ()
    return Signature(numbers, frozenset(map(_hash, said)), len(found), MAKER)


def quotations(text: str) -> list[str]:
    """What stands in quotation marks, six words or more of it, without the marks.

    >>> quotations('He said: "We have seen nothing like this before." "No," she said.')
    ['We have seen nothing like this before.']
    """
    found = ("".join(filter(None, match.groups())) for match in _QUOTED.finditer(text))
    return [quote for quote in found if len(words_of(quote)) >= _LONG]


def _hash(quote: str) -> int:
    plain = " ".join(words_of(quote)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "big")
