"""The time phrases of a report by sentence, each sentence read once."""

from __future__ import annotations

from datetime import date

from tallybook.extract.periods import PeriodMention, find_periods
from tallybook.extract.sentences import Sentence
from tallybook.language.dates import DateWords
from tallybook.model import Report


class Periods:
    """Finds the time phrases of a report's sentences, and remembers them by sentence."""

    def __init__(self, report: Report, words: DateWords) -> None:
        self._report, self._words = report, words
        self._known: dict[int, list[PeriodMention]] = {}

    def anchor(self, sentence: Sentence) -> date | None:
        """The day that "yesterday" counts from: that of the post, else the report's."""
        time = sentence.block.time
        return time.date() if time is not None else self._report.published

    def of(self, sentence: Sentence) -> list[PeriodMention]:
        """The time phrases of the sentence, in order."""
        found = self._known.get(sentence.start)
        if found is None:
            text, anchor = self._report.text, self.anchor(sentence)
            found = find_periods(text, sentence.start, sentence.end, self._words, anchor)
            self._known[sentence.start] = found
        return found
