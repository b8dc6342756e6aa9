"""What stands around a time phrase: is it one at all, what belongs to it, which way it looks."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.reading import Reading

_BACK = 12  # how many words a cue may stand before its phrase
_SIDES = ("since", "until", "by", "before", "after")


@dataclass(frozen=True, slots=True)
class Context:
    """Questions about the tokens around a phrase, `i` its first token and `end` the next one."""

    reading: Reading

    def allows(self, i: int, end: int, expression: ex.Expression) -> bool:
        """Is it a time here, and not a name, a verb, an age or a count?"""
        if self.reading.phrase(i, self.reading.words.never):
            return False
        if self._is_in_name(i, end, expression):
            return False
        match expression:
            case ex.Month(year=None, step=None):
                return self._is_month(i)
            case ex.Years(first, last) if first == last and end <= i + 2:
                return self._is_year(i, end)
            case ex.Weekday(step=None):
                return self._is_weekday(i)
            case ex.Length(amounts):
                return self._is_length(i, end, amounts)
            case ex.Day(month=None):
                return self.reading.words.weekdays.get(self.reading.word(i)) is not None
        return True

    def _is_in_name(self, i: int, end: int, expression: ex.Expression) -> bool:
        """Black September, the Sunday Times, the 17 November group."""
        if not isinstance(expression, ex.Month | ex.Weekday | ex.Day):
            return False
        reading = self.reading
        if reading.is_one_of(i - 1, reading.words.names_before) and self._is_capital(i - 1):
            return True
        if reading.word(end) == "." or not self._adjoins(end):
            return False
        if reading.is_one_of(end, reading.words.names_after):
            return self._is_capital(end) or reading.word(i - 1) == "the"
        bare = end == i + 1 or (isinstance(expression, ex.Day) and expression.year is None)
        return bare and reading.word(i - 1) == "the" and self._is_capital(end)

    def _adjoins(self, i: int) -> bool:
        """Is a word there, with nothing but a space before it?"""
        return i < len(self.reading.tokens) and self.reading.tokens[i].raw.isalpha()

    def _is_capital(self, i: int) -> bool:
        """Capitalised in running text; text all in capitals tells nothing."""
        raw = self.reading.tokens[i].raw if 0 <= i < len(self.reading.tokens) else ""
        return raw[:1].isupper() and not (len(raw) > 1 and raw.isupper())

    def _is_month(self, i: int) -> bool:
        word, raw = self.reading.word(i), self.reading.tokens[i].raw
        before = self.reading.word(i - 1)
        if before in {"/", "_", "@", "#"} and self.reading.touches(i):
            return False
        if (
            word in self.reading.words.doubtful
            and before not in self.reading.words.sure
            and self._is_capital(i + 1)
        ):
            return False  # April Jones
        if word in self.reading.words.doubtful and not (
            raw[:1].isupper() and before in self.reading.words.sure
        ):
            return before in {"in", "last"} or (
                raw[:1].isupper()
                and not raw.isupper()
                and (before,) in self.reading.words.leads["month_leads"]
            )
        if (before,) in self.reading.words.leads["month_leads"]:
            return True
        # "a September strike"; "the September attacks"
        return before in {"a", "the", "'s", "’s", "late", "early"} or i == 0

    def _is_year(self, i: int, end: int) -> bool:
        before = self.reading.word(i - 1)
        if self.reading.word(i) == "year" or (before,) in self.reading.words.leads["year_leads"]:
            return not self._counts(end)
        modifies = before in {"the", "'s", "’s"} and self._adjoins(end)
        opens = before == "(" and self.reading.word(end) in {")", "-", "–"}
        return (modifies and not self._counts(end)) or opens

    def _counts(self, end: int) -> bool:
        """Does the number count what follows? "in 2000 homes", "of 1990 people"."""
        return self.reading.is_one_of(end, self.reading.words.counted)

    def _is_weekday(self, i: int) -> bool:
        word, raw = self.reading.word(i), self.reading.tokens[i].raw
        if word not in self.reading.words.doubtful:
            return True
        before = self.reading.word(i - 1)
        return before == "on" or (raw[:1].isupper() and before in {"last", "next", "this"})

    def _is_length(self, i: int, end: int, amounts: tuple[tuple[int | None, str], ...]) -> bool:
        """Neither an age ("12-year-old") nor a rate ("100 a day")."""
        after = self.reading.word(end)
        if after == "-" or after == "old" or self.reading.word(end + 1) == "old":
            return False
        if self.reading.word(i) in {"a", "an"}:
            return self.reading.is_one_of(i - 1, {"over", "within", "in", "for", "during"})
        return bool(amounts)

    def lead(self, i: int, floor: int, expression: ex.Expression) -> tuple[str | None, int]:
        """On which side of the phrase it lies (since, until, ...) and the first word of it all."""
        reading = self.reading
        for side in _SIDES:
            first = reading.phrase_before(i, reading.words.leads[side])
            if first is not None and first >= floor:
                return side, first
        extra = "length" if isinstance(expression, ex.Length) else "hours"
        hours = reading.phrase_before(i, reading.words.leads[extra])
        plain = reading.phrase_before(i, reading.words.leads["plain"])
        first = min((each for each in (hours, plain) if each is not None), default=i)
        first = i if first < floor else first
        begins = self._since_before(first, floor)
        if begins is not None and not isinstance(expression, ex.Length):
            return "since", begins
        return None, first

    def _since_before(self, first: int, floor: int) -> int | None:
        """Since the invasion began in February 2022: the word "since" some words before."""
        reading = self.reading
        for i in range(first - 1, max(floor, first - _BACK) - 1, -1):
            if (reading.word(i),) in reading.words.unresolved["breaks"]:
                return None
            if (reading.word(i),) in reading.words.leads["since"]:
                return i
        return None

    def since_event(self, i: int) -> int | None:
        """Since then, since the war began: the index after the words, where no day is named."""
        reading = self.reading
        if (reading.word(i),) not in reading.words.leads["since"]:
            return None
        if (reading.word(i + 1),) in reading.words.unresolved["only_after_since"]:
            return i + 2
        end = None
        for at in range(i + 1, min(i + _BACK, len(reading.tokens))):
            if (reading.word(at),) in reading.words.unresolved["breaks"]:
                break
            if reading.is_one_of(at, reading.words.months) or reading.year(at):
                return None
            if (reading.word(at),) in reading.words.unresolved["since_events"]:
                end = at + 1
        return end

    def trail(self, end: int) -> int:
        """The index after the part of day behind the phrase: Tuesday night."""
        after = self.reading.phrase(end, self.reading.words.leads["trails"])
        return end if after is None else after

    def is_owner(self, end: int) -> bool:
        """Does the phrase own what follows it: Monday's assault?"""
        return self.reading.is_one_of(end, self.reading.words.possessive)

    def looks_ahead(self, i: int) -> bool:
        """Does the clause before the phrase look to the future?"""
        words = self.reading.words
        for at in range(i - 1, max(-1, i - _BACK), -1):
            if self.reading.is_one_of(at, words.past):
                return False
            if self.reading.is_one_of(at, words.future):
                return True
        return False

    def is_speech(self, i: int) -> bool:
        """Does a word of saying stand right before the phrase? "Were reported" tells no saying."""
        reading = self.reading
        passive = reading.is_one_of(i - 2, reading.words.passive)
        return reading.is_one_of(i - 1, reading.words.speech) and not passive
