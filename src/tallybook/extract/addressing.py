"""Addressing: stretches of a report that speak to a program that reads it, not of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tallybook.language.machines import load_machine_words
from tallybook.model import Problem, Report, Stage


class Stretch(Protocol):
    """A sentence, or what else lies somewhere in the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """`text[start:end]` speaks to a machine: nothing in it is a claim."""

    start: int
    end: int

    def holds(self, stretch: Stretch) -> bool:
        """Does the sentence lie in it, or begin there?"""
        return self.start <= stretch.start < self.end


def find_addressed(
    text: str, sentences: Sequence[Stretch], language: str = "en"
) -> list[Addressed]:
    """From each sentence that speaks to a machine to the end of its line, in order."""
    words = load_machine_words(language)
    found: list[Addressed] = []
    for sentence in sentences:
        if found and sentence.start < found[-1].end:
            continue
        if words.address(text[sentence.start : sentence.end]):
            line = text.find("\n", sentence.end)
            found.append(Addressed(sentence.start, len(text) if line < 0 else line))
    return found


def left_out(report: Report, addressed: Sequence[Addressed]) -> list[Problem]:
    """A Problem for each stretch, so that nothing is left out in silence."""
    return [
        Problem(
            Stage.EXTRACT,
            report.path or report.url or report.id,
            f"{_shortened(report.text[each.start : each.end])} speaks to a program that reads the "
            "page, so it is left out",
            "see whether the page was tampered with",
            report.id,
            each.start,
            each.end,
        )
        for each in addressed
    ]


def _shortened(words: str, longest: int = 60) -> str:
    plain = " ".join(words.split())
    return f"“{plain if len(plain) <= longest else plain[:longest].rstrip() + '…'}”"
