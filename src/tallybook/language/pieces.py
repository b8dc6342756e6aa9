"""Words as the parser's network sees them: subword pieces and a letter shape per word.

Training and run time both use this module, so what the network learned is what it is given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A URL or a wall of letters is one word: keep its beginning and its end.
MAX_PIECES = 12
_KEPT_FIRST = 8

LOWER, CAPITAL, CAPITALS, LETTER = range(4)
GLUED = 4  # added to the shape of a word with no space before it
SHAPES = 8

# The treebanks write straight quotes; both sides of training and use are brought to one form.
_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "`": "'",
        "–": "-",
        "‑": "-",
        "‐": "-",
    }
)
_DASHES = frozenset(("--", "---", "―"))

Integers = NDArray[np.int64]


def plain(word: str) -> str:
    """The word with quotes and dashes in the form that the network was trained on."""
    return "—" if word in _DASHES else word.translate(_PLAIN)


def shape(word: str) -> int:
    """LOWER, CAPITAL (“Kyiv”), CAPITALS (“NATO”) or LETTER (“A”)."""
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITALS if len(word) > 1 else LETTER
    return CAPITAL if word[:1].isupper() else LOWER


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence for the network: its pieces; the first and last piece and shape of each word."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


class Pieces:
    """Cuts words into subword ids and remembers what it has cut."""

    def __init__(
        self, encode: Callable[[str], list[int]], start: int, end: int, unknown: int
    ) -> None:
        """`encode` gives a word's ids; the others are the ids of [CLS], [SEP] and [UNK]."""
        self._encode = encode
        self._start, self._end, self._unknown = start, end, unknown
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """The word's ids: at least one, at most MAX_PIECES."""
        found = self._known.get(word)
        if found is None:
            # The encoder's own limit on a word's length would make it unknown.
            short = word if len(word) <= 100 else word[:60] + word[-40:]
            found = self._encode(plain(short)) or [self._unknown]
            if len(found) > MAX_PIECES:
                found = found[:_KEPT_FIRST] + found[_KEPT_FIRST - MAX_PIECES :]
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[word] = found
        return found

    def encode(self, words: Sequence[str], shapes: Sequence[int]) -> Encoded:
        """The sentence as ids, with where each word begins and ends among them."""
        ids, first, last = [self._start], [], []
        for word in words:
            first.append(len(ids))
            ids += self.of(word)
            last.append(len(ids) - 1)
        ids.append(self._end)
        return Encoded(ids, first, last, list(shapes))


def shapes_of(words: Sequence[str], glued: Sequence[bool]) -> list[int]:
    """Each word's shape, with GLUED added where no space stands before it."""
    return [shape(word) + GLUED * stuck for word, stuck in zip(words, glued, strict=True)]


def stack(sentences: Sequence[Encoded]) -> dict[str, Integers]:
    """A padded batch: ids and mask [b, pieces]; first, last, shape and word [b, words].

    `mask` and `word` are 1 for what is not padding.
    """
    pieces = max(len(s.ids) for s in sentences)
    words = max(len(s.first) for s in sentences)
    batch = {name: np.zeros((len(sentences), pieces), np.int64) for name in ("ids", "mask")}
    batch |= {
        name: np.zeros((len(sentences), words), np.int64)
        for name in ("first", "last", "shape", "word")
    }
    for row, sentence in enumerate(sentences):
        n, k = len(sentence.first), len(sentence.ids)
        batch["ids"][row, :k] = sentence.ids
        batch["mask"][row, :k] = 1
        batch["first"][row, :n] = sentence.first
        batch["last"][row, :n] = sentence.last
        batch["shape"][row, :n] = sentence.shapes
        batch["word"][row, :n] = 1
    return batch
