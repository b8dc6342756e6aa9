"""Words that speak to a program that reads a page, out of a language's machines.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from tallybook.errors import DataError

Step = frozenset[str] | int
"""One word out of several, or up to so many words between."""

_WORD: Final = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*|[^\w\s]")
_NUMBER: Final = "#"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of steps. at_start: must it begin the sentence?"""

    steps: tuple[Step, ...]
    at_start: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MachineWords:
    """The patterns, also by their first words, and the words behind which a clause may begin."""

    patterns: tuple[Pattern, ...]
    by_first: Mapping[str, tuple[Pattern, ...]]
    leads: frozenset[str]
    silent: tuple[str, ...]

    def address(self, sentence: str) -> bool:
        """Does the sentence speak to a program that reads it?"""
        words = _WORD.findall(sentence.lower())
        if self.by_first.keys().isdisjoint(words):
            return False
        start = next((at for at, word in enumerate(words) if word[0].isalnum()), 0)
        for at, word in enumerate(words):
            for pattern in self.by_first.get(word, ()):
                begins = at == start or (not pattern.at_start and self._leads(words[at - 1]))
                if begins and _follows(words, at + 1, pattern.steps[1:]):
                    return True
        return False

    def _leads(self, word: str) -> bool:
        """May a clause begin behind the word?"""
        return not word[0].isalnum() or word in self.leads


def _follows(words: Sequence[str], at: int, steps: Sequence[Step]) -> bool:
    """Do the steps fit the words from `at` on?"""
    if not steps:
        return True
    gap, rest = (steps[0], steps[1:]) if isinstance(steps[0], int) else (0, steps)
    return any(
        _is(words[place], rest[0]) and _follows(words, place + 1, rest[1:])
        for place in range(at, min(at + gap + 1, len(words)))
    )


def _is(word: str, step: Step) -> bool:
    if isinstance(step, int):
        return False
    return word in step or (_NUMBER in step and word[0].isdigit())


@cache
def load_machine_words(language: str = "en") -> MachineWords:
    """The patterns of a language; DataError where one begins or ends with a gap."""
    path = files("tallybook.language") / language / "machines.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    patterns = []
    for row in data["patterns"]:
        steps = tuple(
            step if isinstance(step, int) else frozenset(map(str.lower, step))
            for step in row["steps"]
        )
        if not row["examples"] or isinstance(steps[0], int) or isinstance(steps[-1], int):
            raise DataError(
                str(path), f"{row['steps']}", "begin and end with words, and give an example"
            )
        patterns.append(Pattern(steps, row.get("at") == "start", tuple(row["examples"])))
    by_first: dict[str, tuple[Pattern, ...]] = {}
    for pattern in patterns:
        for word in pattern.steps[0] if isinstance(pattern.steps[0], frozenset) else ():
            by_first[word] = (*by_first.get(word, ()), pattern)
    return MachineWords(tuple(patterns), by_first, frozenset(data["leads"]), tuple(data["silent"]))
