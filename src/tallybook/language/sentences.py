"""Splits text into sentences; the splitter itself is Wikimedia's sentencex.

Measured against syntok, simplemma, pySBD, BlingFire and nupunkt it did best on news
(“Lt. Col. J. R. Smith Jr.”), and only it is fast enough to read all of a large archive.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

# No sentence is longer, in characters: what is longer is a table or a page without full stops.
LONGEST = 3000
_PIECE = 200_000  # what sentencex is given at once
_WIDEST = 100  # of hard-wrapped text, in characters

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_STICKS = re.compile(
    r"(?:\b(?:approx|ca|est|nos?|lt|maj|col|sgt|cpl|gen|adm|brig|capt|gov|sen|rep)\.)$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
_HOUR = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]?T\b|GMT|UTC|local|on\b|in\b|\("
    r"|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)"
)


def split_sentences(
    text: str, start: int = 0, end: int | None = None, language: str = "en"
) -> list[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, in order, without the space around them.

    A line's end ends a sentence, save in text that is hard-wrapped to a width. Every character
    that is not space lies in exactly one span. Time grows with the length of the text only.
    """
    out: list[tuple[int, int]] = []
    for begin, stop in _paragraphs(text, start, len(text) if end is None else end):
        spans: list[tuple[int, int]] = []
        for span in _sentences(text, begin, stop, language):
            if spans and _wrongly_cut(text, spans[-1], span):
                span = (spans.pop()[0], span[1])
            spans.append(span)
        for span in spans:
            out.extend(_short(text, *span))
    return out


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that are not blank; joined where the text is hard-wrapped."""
    lines = [span for m in _LINE.finditer(text, start, end) if (span := _stripped(text, *m.span()))]
    whole = [*lines]
    if lines:  # A dateline may be cut off: the line is as long as it stands in the text.
        left = text.rfind("\n", max(0, lines[0][0] - _WIDEST), lines[0][0]) + 1
        if left or lines[0][0] <= _WIDEST:
            whole[0] = (_stripped(text, left, lines[0][1]) or lines[0])[0], lines[0][1]
    width = _width(text, whole)
    begun = -1
    for place, (begin, stop) in enumerate(lines):
        if begun < 0:
            begun = begin
        if (
            width
            and place + 1 < len(lines)
            and _runs_on(text, whole[place], whole[place + 1], width)
        ):
            continue
        yield begun, stop
        begun = -1


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width to which text is wrapped, or 0: its lines are short and nearly all full."""
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if not pairs:
        return 0
    lengths = sorted(stop - begin for begin, stop in lines)
    width = lengths[int(0.98 * (len(lengths) - 1))] if len(lengths) > 2 else lengths[-1]
    if not 40 <= width <= _WIDEST:
        return 0
    if len(pairs) == 1:
        (begin, stop), (after, last) = pairs[0]
        first, second = text[begin:stop], text[after:last]
        goes_on = second[0].islower() or (
            first.isupper() and second.isupper() and _ENDED.search(second) is not None
        )
        return width if first[-1] not in ".!?:" and goes_on else 0
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    return width if full >= 0.8 * len(pairs) else 0


def _adjacent(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether no blank line lies between two lines."""
    between = text[line[1] : after[0]]
    return between.count("\n") + between.count("\r") - between.count("\r\n") <= 1


def _is_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether the next line's first word would not have fitted at the end of the line."""
    word = text[after[0] : min(after[0] + 30, after[1])].split()[0]
    return line[1] - line[0] + 1 + len(word) > width - 6


def _runs_on(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    return _adjacent(text, line, after) and _is_full(text, line, after, width)


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """What sentencex finds; a piece's last sentence may go on, so the next piece begins with it."""
    while start < end:
        stop = min(start + _PIECE, end)
        found = get_sentence_boundaries(
            "en", text[start:stop].replace("\n", " ").replace("\r", " ")
        )
        if stop < end and len(found) > 1:
            found = found[:-1]
        for sentence in found:
            span = _stripped(text, start + sentence["start_index"], start + sentence["end_index"])
            if span:
                yield span
        start = start + found[-1]["end_index"] if found else stop


def _wrongly_cut(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two neighbours are one sentence: “at 6 a.m. | Sunday”, “"Why?" | he asked”."""
    ending = text[max(left[0], left[1] - 12) : left[1]]
    following = text[right[0] : min(right[0] + 12, right[1])]
    if following[0].islower():
        return True
    return bool(_STICKS.search(ending) or (_HOUR.search(ending) and _DAY.match(following)))


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, in parts of at most LONGEST characters, cut at a space where there is one."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        if span := _stripped(text, start, cut):
            yield span
        start = cut
    if span := _stripped(text, start, end):
        yield span


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without the space at its ends; None if nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
