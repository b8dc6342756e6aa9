"""Chunks: the sentences of a report in stretches that fit one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.extract.sentences import Sentence

_BEFORE: Final = 3
"""Sentences of the stretch before that are shown as context: who spoke, and where it was."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that are asked about together; those before `first` are context only."""

    sentences: tuple[Sentence, ...]
    first: int = 0

    def numbered(self) -> Iterator[tuple[int, Sentence]]:
        """The sentences with the numbers by which the model names them, from 1."""
        return enumerate(self.sentences, 1)

    def at(self, number: int) -> Sentence | None:
        """The sentence of that number, if there is one."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def is_context(self, number: int) -> bool:
        """Is it there only to be understood?"""
        return number <= self.first

    def halves(self) -> tuple[Chunk, Chunk] | None:
        """Two chunks with half the sentences each, None where there is only one to ask about."""
        asked = len(self.sentences) - self.first
        if asked < 2:
            return None
        middle = self.first + asked // 2
        after = max(0, middle - _BEFORE)
        return (
            replace(self, sentences=self.sentences[:middle]),
            Chunk(self.sentences[after:], middle - after),
        )


def split(
    sentences: Sequence[Sentence], longest: int, could_claim: Callable[[Sentence], bool]
) -> Iterator[Chunk]:
    """Chunks of up to `longest` characters (a longer sentence has one alone), in order.

    Those in which no sentence could make a claim are left out: nothing is asked about them.
    """
    begin = 0
    while begin < len(sentences):
        end, length = begin, 0
        while end < len(sentences):
            length += sentences[end].end - sentences[end].start
            if length > longest and end > begin:
                break
            end += 1
        if any(map(could_claim, sentences[begin:end])):
            shown = max(0, begin - _BEFORE)
            yield Chunk(tuple(sentences[shown:end]), begin - shown)
        begin = end
