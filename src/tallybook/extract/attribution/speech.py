"""Quotations and their speakers: content grows to the whole quotation and what goes on from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.attribution.quotes import Quote, continued
from tallybook.extract.attribution.spans import Credit, Span, joined, overlaps, trimmed
from tallybook.language.tree import Tree

SPEECH: Final = frozenset(
    {"say", "claim", "report", "warn", "ask", "confirm", "deny", "believe", "estimate", "call"}
)
"""The acts that a quotation can be the content of."""

_REPORT: Final = "report"
_ENDS: Final = (".", "!", "?")
_SHORT: Final = 3
_TERM: Final = 6
_NEAR: Final = 25
_GAP: Final = 200


class SpeechReader:
    """Knows the quotations of a report and which of them a cue has taken."""

    def __init__(self, text: str, trees: Sequence[Tree], quotes: list[Quote]) -> None:
        self.text, self.trees, self.quotes = text, trees, quotes
        self._starts = [quote.start for quote in quotes]

    def near(self, start: int, end: int) -> list[Quote]:
        """The quotations that touch `[start, end)` and the one on either side."""
        first = max(0, bisect_right(self._starts, start) - 2)
        return self.quotes[first : bisect_right(self._starts, end) + 1]

    def grow(self, found: list[Credit]) -> list[Credit]:
        """Every credit with its content grown to whole quotations, then to those that go on."""
        grown = [self._to_whole_quotes(self._to_direct_speech(credit)) for credit in found]
        return self._carry_on(grown)

    def is_inside_speech(self, span: Span) -> bool:
        """Does the stretch stand inside a quotation that is longer than a term?"""
        return any(
            quote.start < span[0] < quote.end
            and len(self.text[quote.start : quote.end].split()) > _TERM
            for quote in self.near(*span)
        )

    def is_quoted(self, content: Sequence[Span]) -> bool:
        """Is the most of the content inside quotation marks?"""
        inside = sum(
            max(0, min(end, quote.end) - max(start, quote.start))
            for start, end in content
            for quote in self.near(start, end)
        )
        return 2 * inside > sum(end - start for start, end in content)

    def direct_speech(self, cluster: Span) -> list[Quote]:
        """The quotations right before and right behind a cue with its source."""
        found = []
        for quote in self.near(*cluster):
            if not self._is_speech(quote):
                continue
            if quote.end <= cluster[0] and not self.text[quote.end : cluster[0]].strip(
                " ,\u00a0—–-"
            ):
                found.append(quote)
            elif quote.start >= cluster[1]:
                gap = self.text[cluster[1] : quote.start]
                if not gap.strip(" ,:\u00a0\n") and (gap.count("\n") == 0 or ":" in gap):
                    found.append(quote)
        return found

    def is_over(self, quote: Quote, cue: Span) -> bool:
        """Is it over before the cue's sentence: "“We lost 9.” Three others refused to talk"?"""
        return quote.end <= cue[0] and self.text[quote.end - 2] in _ENDS

    def is_long(self, quote: Quote) -> bool:
        """Is it longer than a term?"""
        return len(self.text[quote.start : quote.end].split()) > _SHORT

    def _is_speech(self, quote: Quote) -> bool:
        """Is it more than a term: longer, or closed by a stop or comma inside the marks?"""
        words = self.text[quote.start : quote.end]
        return self.is_long(quote) or words[:-1].rstrip("'’").endswith((",", ".", "?", "!"))

    def _to_direct_speech(self, credit: Credit) -> Credit:
        """Content that is a quotation beside the cue is that quotation, whatever the tree says."""
        if credit.act not in SPEECH or credit.head < 0 or self.is_inside_speech(credit.cue):
            return credit
        cluster = self.cluster(credit.cue, credit.source)
        tree = self.trees[credit.tree]
        spans = list(credit.content)
        for quote in self.direct_speech(cluster):
            ended = quote.end <= cluster[0] and self.text[quote.end - 2] in _ENDS
            told = any(start >= credit.cue[1] for start, _ in credit.content)
            if ended and (told or credit.act == _REPORT or self._opens_sentence(credit)):
                continue  # "“Eleven are missing.” The manifest listed 58": said by somebody before
            if quote.end <= cluster[0]:
                before = self.text[: quote.start].rstrip(" \u00a0")
                if quote.start <= tree.start or before.endswith((":", "\n", ".")):
                    spans = [s for s in spans if s[0] >= cluster[1]]
            spans = [s for s in spans if not overlaps(s, (quote.start, quote.end))] + [
                (quote.start, quote.end),
                *(s for s in spans if overlaps(s, (quote.start, quote.end)) and s[0] < quote.start),
            ]
        return replace(credit, content=joined(spans, self.text))

    def _opens_sentence(self, credit: Credit) -> bool:
        """ "According to X, C": a cue before its source that begins a sentence of its own."""
        source = credit.source
        is_before = source is not None and credit.cue[1] <= source[0]
        phrase = self.text[slice(*credit.cue)]
        return is_before and phrase[:1].isupper() and " " in phrase

    def cluster(self, cue: Span, source: Span | None) -> Span:
        """The stretch of cue and source where they stand together."""
        if source is None:
            return cue
        if 0 <= cue[0] - source[1] <= _NEAR and "," in self.text[source[1] : cue[0]]:
            return cue
        if 0 <= cue[0] - source[1] <= _NEAR or 0 <= source[0] - cue[1] <= _NEAR:
            return min(cue[0], source[0]), max(cue[1], source[1])
        return cue

    def _to_whole_quotes(self, credit: Credit) -> Credit:
        spans: list[Span] = []
        for start, end in credit.content:
            low, high = start, end
            for quote in self.near(start, end):
                if quote.is_single and quote.end - quote.start < 12:
                    continue
                if not overlaps((quote.start, quote.end), (start, end)) or self._inside(
                    quote, credit
                ):
                    continue
                if quote.start < start and not self._meets(credit, quote.start, start):
                    low = min(low, quote.start)
                if quote.end > end and not self._meets(credit, end, quote.end):
                    high = max(high, quote.end)
            spans.append((low, high))
        return replace(credit, content=joined(spans, self.text))

    def _inside(self, quote: Quote, credit: Credit) -> bool:
        return quote.start <= credit.cue[0] < quote.end

    def _meets(self, credit: Credit, start: int, end: int) -> bool:
        """Does the cue or the source stand in between?"""
        return overlaps(credit.cue, (start, end)) or (
            credit.source is not None and overlaps(credit.source, (start, end))
        )

    def _carry_on(self, found: list[Credit]) -> list[Credit]:
        """A quotation that opens the next sentence, with no cue of its own, is the same speech."""
        taken = {
            quote.start
            for credit in found
            for start, end in credit.content
            for quote in self.near(start, end)
            if start <= quote.start < end
        }
        result = []
        cues = sorted(credit.cue[0] for credit in found if credit.act in SPEECH)
        for credit in found:
            if credit.act not in SPEECH or credit.source is None or not self._ends_speech(credit):
                result.append(credit)
                continue
            spans = list(credit.content)
            end = max(credit.cue[1], credit.source[1], *(high for _, high in spans))
            quote = self._after_cue(end, cues)
            while quote is not None and quote.start not in taken:
                for part in continued(self.quotes, quote):
                    span = trimmed(self.text, part.start, part.end)
                    if span is not None:
                        spans.append(span)
                    taken.add(part.start)
                    end = part.end
                quote = self._next_quote(end)
            for quote in self._inside_any(spans):
                if quote.continues:
                    for part in continued(self.quotes, quote)[1:]:
                        spans.append((part.start, part.end))
                        taken.add(part.start)
            result.append(replace(credit, content=joined(spans, self.text)))
        return result

    def _ends_speech(self, credit: Credit) -> bool:
        """Is part of the content quoted speech of some length, outside which the cue stands?"""
        return any(
            overlaps((quote.start, quote.end), span)
            and self._is_speech(quote)
            and not self._inside(quote, credit)
            for span in credit.content
            for quote in self.near(*span)
        )

    def _after_cue(self, end: int, cues: list[int]) -> Quote | None:
        """The quotation that follows once the cue's sentence is over, with no other cue between."""
        at = bisect_left(self._starts, end)
        if at == len(self.quotes):
            return None
        quote = self.quotes[at]
        gap = self.text[end : quote.start]
        ends = not gap.strip() or gap.rstrip(" \u00a0\n").endswith((".", "?", "!", ","))
        if (
            not ends
            or ("\n" in gap and not self._is_whole_paragraph(quote))
            or len(gap) > _GAP
            or bisect_left(cues, end) < bisect_left(cues, quote.start)
        ):
            return None
        return quote if self._is_speech(quote) or not gap.strip(" .") else None

    def _is_whole_paragraph(self, quote: Quote) -> bool:
        """Does the quotation fill its paragraph, so that nobody is named who says it?"""
        opens = quote.start == 0 or self.text[quote.start - 1] == "\n"
        end = self.text.find("\n", quote.end)
        behind = self.text[quote.end : end if end >= 0 else len(self.text)]
        return opens and self.is_long(quote) and not behind.strip()

    def _next_quote(self, end: int) -> Quote | None:
        """The quotation that begins right behind the offset, in the same paragraph."""
        at = bisect_left(self._starts, end)
        if at == len(self.quotes):
            return None
        gap = self.text[end : self._starts[at]]
        return self.quotes[at] if not gap.strip(" .\u00a0") and "\n" not in gap else None

    def _inside_any(self, spans: Sequence[Span]) -> list[Quote]:
        return [
            quote
            for start, end in spans
            for quote in self.near(start, end)
            if start <= quote.start < end
        ]
