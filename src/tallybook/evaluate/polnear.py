"""Attributions against PolNeAR (Newell et al. 2018): sources, cues and contents in brat standoff.

The folder holds `text/*.txt` and `attributions/*.ann`. Where several people marked a text, the
first file by name counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.errors import UsageError
from tallybook.evaluate.scores import f_score
from tallybook.extract.attitudes import find_attitudes
from tallybook.language.attitudes import load_attitudes
from tallybook.language.cues import load_cues
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences
from tallybook.model import Attribution

Span = tuple[int, int]
Attribute = Callable[[str], Sequence[Attribution]]

_WORD: Final = re.compile(r"\w+")
_ROLE: Final = re.compile(r"\d+$")
_PARTS: Final = ("Source", "Cue", "Content")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as people marked it; a part that is not there is empty."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Count:
    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, right: int, found: int, expected: int) -> None:
        self.right += right
        self.found += found
        self.expected += expected

    def scores(self, name: str) -> dict[str, float]:
        precision, recall, f1 = f_score(self.found, self.right, self.expected)
        return {
            f"{name} precision": precision.value,
            f"{name} recall": recall.value,
            f"{name} f1": f1.value,
        }


def score(
    folder: Path, limit: int | None = None, attribute: Attribute | None = None
) -> dict[str, Any]:
    """Scores over all attributions of the folder, with the errors for reading.

    "source", "cue": one to one by any overlap. "content": words in any content, by text.
    "paired content": words of the contents of attributions paired one to one (by cue, then by
    shared words), which also punishes a right word under the wrong attribution.
    errors: dicts with text, what ("missed" or "extra") and the marked words. limit: of texts.
    attribute: what to score instead of the built-in finder.
    """
    texts = sorted((folder / "text").glob("*.txt"))[:limit]
    if not texts:
        raise UsageError(f"{folder}: holds no text/*.txt; name a folder of PolNeAR such as dev")
    attribute = attribute or built_in()
    counts = {name: _Count() for name in ("source", "cue", "content", "paired content")}
    errors: list[dict[str, str]] = []
    for path in texts:
        text = path.read_text("utf-8")
        expected = read_marks(folder / "attributions", path.stem)
        found = [_as_marked(item) for item in attribute(text)]
        for name, part in (("source", _sources), ("cue", _cues)):
            theirs, ours = part(expected), part(found)
            counts[name].add(len(_pair(theirs, ours)), len(ours), len(theirs))
        marked, said = _words(text, expected), _words(text, found)
        counts["content"].add(len(marked & said), len(said), len(marked))
        counts["paired content"].add(*_paired(text, expected, found))
        errors.extend(_errors(path.stem, text, expected, found))
    result: dict[str, Any] = {"texts": len(texts)}
    for name, count in counts.items():
        result.update(count.scores(name))
    result["errors"] = errors
    return result


def built_in() -> Attribute:
    """The built-in finder over plain text."""
    parser, weights = Parser.load(), load_attitudes()
    words = (SourceCatalogue.load(), load_cues())

    def attribute(text: str) -> Sequence[Attribution]:
        trees = parser.parse(text, split_sentences(text, 0, len(text)))
        return find_attitudes(text, (), trees, words, weights)

    return attribute


def read_marks(folder: Path, stem: str) -> list[Marked]:
    """The attributions that the first person marked in the text of that name."""
    files = sorted(path for path in folder.iterdir() if path.name.startswith(stem))
    spans: dict[str, tuple[Span, ...]] = {}
    marked: list[Marked] = []
    events: list[list[str]] = []
    for line in files[0].read_text("utf-8").splitlines() if files else ():
        fields = line.split("\t")
        if len(fields) > 1 and line.startswith("T"):
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = tuple(sorted(_span(place) for place in places))
        elif len(fields) > 1 and line.startswith("E"):
            events.append(fields[1].split())
    for event in events:
        parts: dict[str, tuple[Span, ...]] = {}
        for item in event:
            role, mark = item.split(":")
            name = _ROLE.sub("", role)
            if name in _PARTS and mark in spans:
                parts[name] = (*parts.get(name, ()), *spans[mark])
        marked.append(Marked(*(parts.get(name, ()) for name in _PARTS)))
    return marked


def _span(words: str) -> Span:
    start, end = words.split()
    return int(start), int(end)


def _as_marked(item: Attribution) -> Marked:
    source = ((item.start, item.end),) if item.text else ()
    cue: tuple[Span, ...] = ()
    if item.cue_start is not None and item.cue_end is not None:
        cue = ((item.cue_start, item.cue_end),)
    return Marked(source, cue, item.content)


def _sources(marks: Sequence[Marked]) -> list[Span]:
    return [_whole(mark.source) for mark in marks if mark.source]


def _cues(marks: Sequence[Marked]) -> list[Span]:
    return [_whole(mark.cue) for mark in marks if mark.cue]


def _whole(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _pair(theirs: Sequence[Span], ours: Sequence[Span]) -> list[tuple[int, int]]:
    """One to one, the longest overlap first."""
    shared = sorted(
        (
            (min(one[1], other[1]) - max(one[0], other[0]), left, right)
            for left, one in enumerate(theirs)
            for right, other in enumerate(ours)
            if one[0] < other[1] and other[0] < one[1]
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, left, right in shared:
        if not any(left == known or right == taken for known, taken in pairs):
            pairs.append((left, right))
    return pairs


def _words(text: str, marks: Sequence[Marked]) -> set[int]:
    return {
        found.start()
        for mark in marks
        for start, end in mark.content
        for found in _WORD.finditer(text, start, end)
    }


def _paired(text: str, expected: Sequence[Marked], found: Sequence[Marked]) -> tuple[int, int, int]:
    theirs = [_words(text, [mark]) for mark in expected]
    ours = [_words(text, [mark]) for mark in found]
    likely = []
    for left, one in enumerate(expected):
        for right, other in enumerate(found):
            shared = len(theirs[left] & ours[right])
            same_cue = bool(_pair(_cues([one]), _cues([other])))
            if shared or same_cue:
                both = len(theirs[left] | ours[right]) or 1
                likely.append((same_cue, shared / both, shared, left, right))
    right_words, used_left, used_right = 0, set(), set()
    for _, _, shared, left, right in sorted(likely, reverse=True):
        if left not in used_left and right not in used_right:
            used_left.add(left)
            used_right.add(right)
            right_words += shared
    return right_words, sum(map(len, ours)), sum(map(len, theirs))


def _errors(
    name: str, text: str, expected: Sequence[Marked], found: Sequence[Marked]
) -> Iterator[dict[str, str]]:
    theirs = [mark for mark in expected if mark.cue]
    ours = [mark for mark in found if mark.cue]
    pairs = _pair(_cues(theirs), _cues(ours))
    for what, marks, known in (
        ("missed", theirs, {left for left, _ in pairs}),
        ("extra", ours, {right for _, right in pairs}),
    ):
        for at, mark in enumerate(marks):
            if at not in known:
                words = {part.lower(): _shown(text, getattr(mark, part.lower())) for part in _PARTS}
                yield {"text": name, "what": what, **words}


def _shown(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[start:end] for start, end in spans)
