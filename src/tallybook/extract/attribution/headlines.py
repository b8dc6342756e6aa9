"""Credits without a sentence: "C – X", "X: C", "C, X says" in headlines, and transcripts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attribution.spans import Credit, Span, trimmed
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree
from tallybook.model import Block, Role, SourceKind

_HEADLINES: Final = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.HEADING, Role.TEASER})
_TRAILING_CREDIT: Final = re.compile(
    r",\s+(?P<who>[^,;:]{2,60}?)\s+(?P<cue>says?|said)\s*\.?$", re.I
)
_INVERTED: Final = re.compile(r",\s+(?P<cue>says?|said)\s+(?P<who>[^,;:]{2,60}?)\s*(?=;|$)", re.I)
_ENDS: Final = (".", "!", "?", "”", '"', "’")
_LINE: Final = re.compile(r"[^\n]+")
_SPEAKER: Final = re.compile(r"(?P<who>[A-Z][A-Z.'’-]*(?: [A-Z.'’(][A-Z.'’)-]*){0,4})\s*:(?=\s)")
_SIGNATURE: Final = re.compile(
    r"^(?P<said>[“\"‘].*[”\"’])[\s\u00a0]*(?P<cue>―|—|–|--)[\s\u00a0]*(?P<who>[A-Z][^.;:!?“”\"]{2,60})$"
)
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[A-Z]{2,4}\s*)?[-–—]?\s*")
_LABEL: Final = re.compile(r"(?<![\w.])(?P<who>[A-Z]{3,}(?: [A-Z]{2,}){0,3}):(?=\s)")
_LONGEST: Final = 7
_SHORT: Final = 5


class HeadlineReader:
    """Finds credits by marks alone, line by line."""

    def __init__(
        self, text: str, trees: Sequence[Tree], cues: Cues, catalogue: SourceCatalogue
    ) -> None:
        self.text, self.trees, self.cues, self.catalogue = text, trees, cues, catalogue
        self._bodies = catalogue.body_nouns

    def credits(self, blocks: Sequence[Block]) -> Iterator[Credit]:
        """Credits of headlines, by dash, colon or a trailing "X says"; of transcripts, by colon."""
        if not self.trees:
            return
        transcript = self._is_transcript()
        yield from self._inline()
        for number, line in enumerate(_LINE.finditer(self.text)):
            span = trimmed(self.text, line.start(), line.end())
            if span is None:
                continue
            speaker = _SPEAKER.match(self.text, line.start(), line.end())
            if transcript and speaker is not None and len(speaker["who"]) > 2:
                content = trimmed(self.text, speaker.end(), line.end())
                if content is not None:
                    yield self._credit(
                        speaker.span("who"), (speaker.end() - 1, speaker.end()), content
                    )
                continue
            if signed := _SIGNATURE.match(self.text[slice(*span)]):
                yield from self._signed(signed, span[0])
                continue
            role = _role(blocks, line.start())
            titled = (
                number == 0
                and role in {None, Role.BODY}
                and not line.group().rstrip().endswith(_ENDS)
            )
            timed = _CLOCK.match(self.text, line.start(), line.end()) is not None
            if role in _HEADLINES or titled or timed:
                yield from self._headline(line.start(), line.end())

    def _signed(self, found: re.Match[str], start: int) -> Iterator[Credit]:
        """A quotation with the name of who said it behind a dash: "“C” — X"."""
        words = found["who"].split(",")[0].split()
        if len(words) <= _LONGEST and all(
            word[0].isupper() or word in self.cues.words["small"] for word in words
        ):
            who, cue, said = (
                (start + found.start(name), start + found.end(name))
                for name in ("who", "cue", "said")
            )
            yield self._credit(who, cue, said)

    def _inline(self) -> Iterator[Credit]:
        """Speakers in capitals inside a line: "REPORTER: How many? COLONEL: Two dead."."""
        for line in _LINE.finditer(self.text):
            labels = list(_LABEL.finditer(self.text, line.start(), line.end()))
            if len(labels) < 2 or line.group().isupper():
                continue
            ends = [label.start() for label in labels[1:]] + [line.end()]
            for label, end in zip(labels, ends, strict=True):
                content = trimmed(self.text, label.end(), end)
                role = label["who"].lower() in self.cues.words["outlet_roles"]
                if content is not None and not role:
                    yield self._credit(label.span("who"), (label.end("who"), label.end()), content)

    def _is_transcript(self) -> bool:
        """Do several lines open with a speaker in capitals?"""
        lines = [_SPEAKER.match(line.group()) for line in _LINE.finditer(self.text)]
        return sum(found is not None for found in lines) >= 3

    def _headline(self, start: int, end: int) -> Iterator[Credit]:
        line = self.text[start:end]
        for dash in self.cues.phrases["dashes"]:
            at = line.rfind(dash)
            if at <= 0 or not self._is_parting(line, at, dash):
                continue
            who = trimmed(self.text, start + at + len(dash), end)
            content = trimmed(self.text, start, start + at)
            if who and content and self._is_speaker(who):
                yield self._credit(who, (start + at, start + at + len(dash)), content)
                return
        if found := _TRAILING_CREDIT.search(line) or _INVERTED.search(line):
            cue = (start + found.start("cue"), start + found.end("cue"))
            content = trimmed(self.text, start, start + found.start())
            if content is not None:
                who = (start + found.start("who"), start + found.end("who"))
                yield self._credit(who, cue, content)
            return
        yield from self._before_colon(start, end)

    def _is_parting(self, line: str, at: int, dash: str) -> bool:
        return dash.strip() != dash or line[at - 1].isspace()

    def _before_colon(self, start: int, end: int) -> Iterator[Credit]:
        clock = _CLOCK.match(self.text, start, end)
        start = clock.end() if clock is not None else start
        at = self.text.find(":", start, min(end, start + 60))
        if at <= start or at + 2 >= end or not self.text[at + 1].isspace():
            return
        for word in self.cues.words["from"]:  # "Latest from the coastguard: 12 rescued"
            cut = self.text.find(f" {word} ", start, at)
            start = cut + len(word) + 2 if cut > 0 else start
        who = trimmed(self.text, start, at)
        content = trimmed(self.text, at + 1, end)
        if who is not None and content is not None and self._is_speaker(who):
            yield self._credit(who, (at, at + 1), content)

    def _is_speaker(self, who: Span) -> bool:
        """A short name in title case that is a known kind of speaker or a person's name."""
        words = self.text[who[0] : who[1]].split()
        plain = " ".join(words).lower()
        if (
            not words
            or len(words) > _LONGEST
            or any(mark in plain for mark in ':“”"!?')
            or plain in self.cues.phrases["not_speakers"]
        ):
            return False
        if any(char.isdigit() for char in plain):
            return False
        identity = self.catalogue.identify(" ".join(words))
        speaker = words[-1].lower() in self.cues.words["short_speakers"] or identity.kind not in {
            "",
            "document",
        }
        storm = words[0].lower() in self.cues.words["storms"]
        if storm and identity.kind in {"", "person"} and words[-1].lower() not in self._bodies:
            return False  # "Hurricane Otis: toll rises to 48", but "Hurricane Centre: …"
        if identity.kind == "government" and plain in identity.source.name.lower():
            return False  # "Norland: nine dead in mine": that is where
        if not all(word[0].isupper() or word.lower() in self.cues.words["small"] for word in words):
            return speaker and len(words) <= _SHORT
        if identity.kind == "document" or identity.kind == "":
            return speaker or self._is_named_here(words)
        return identity.source.kind in {SourceKind.NAMED, SourceKind.ANONYMOUS}

    def _is_named_here(self, words: Sequence[str]) -> bool:
        """Does a tree mark just these words as a person, or the one word as a surname?"""
        wanted = [word.strip(".'’") for word in words]
        for tree in self.trees:
            for name in tree.names:
                parts = [token.text for token in tree.tokens[name.first : name.last + 1]]
                if name.kind == "PER" and (parts == wanted or parts[-1:] == wanted):
                    return True
        return False

    def _credit(self, who: Span, cue: Span, content: Span) -> Credit:
        number = max(0, bisect_right(self.trees, cue[0], key=lambda tree: tree.start) - 1)
        return Credit(number, -1, cue, (content,), "say", True, who, None)


def _role(blocks: Sequence[Block], offset: int) -> Role | None:
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[at].role if at >= 0 and offset < blocks[at].end else None
