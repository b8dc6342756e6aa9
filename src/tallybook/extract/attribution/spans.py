"""Stretches of text out of words of a tree, and the record of one credit while it is built."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tallybook.language.tree import Tree

Span = tuple[int, int]

_ABBREVIATED: Final = re.compile(r"(?:^|(?<![^\W\d_]))(?:[A-Z]\.){2,}$")
"""The stop of "the U.N." is its own."""

_LEADING: Final = " \t\n\u00a0,;:.)]–—―-"
_TRAILING: Final = " \t\n\u00a0,;:.([–—―-"
_QUOTE_MARKS: Final = "\"“”‘’'`«»"


@dataclass(frozen=True, slots=True)
class Credit:
    """Source, cue and content of one credit, not yet resolved.

    tree, head: where the cue's word stands; `head` is -1 where no word but a mark is the cue.
    source_head: the head word of the source in that tree, None where the text names nobody.
    may_resolve: the source's words may stand for an earlier speaker.
    """

    tree: int
    head: int
    cue: Span
    content: tuple[Span, ...]
    act: str
    credits: bool
    source: Span | None = None
    source_head: int | None = None


def pieces(tree: Tree, words: Iterable[int], text: str) -> tuple[Span, ...]:
    """The stretches that the words make, without the commas and stops at their edges.

    Words left out between two others split them, marks alone do not.
    """
    runs: list[list[int]] = []
    for index in sorted(set(words)):
        gap = index - runs[-1][-1] - 1 if runs else -1
        if gap == 0 or (gap == 1 and tree.tokens[index - 1].upos == "PUNCT"):
            runs[-1].extend(range(index - gap, index + 1))
        else:
            runs.append([index])
    found = []
    for run in runs:
        if all(tree.tokens[index].upos == "PUNCT" for index in run):
            continue
        span = trimmed(text, tree.tokens[run[0]].start, tree.tokens[run[-1]].end)
        if span is not None:
            found.append(span)
    return tuple(found)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without space, commas and stops at its edges; None where nothing is left.

    A stop before a closing quotation mark stays; a mark without its partner goes.
    """
    while start < end and text[start] in _LEADING:
        start += 1
    while start < end and text[end - 1] in _TRAILING and not _ABBREVIATED.search(text, start, end):
        end -= 1
    while end - start > 1 and text[end - 1] in "“‘" + " ":
        end -= 1
    while start < end and text[start] in "”" + " ":
        start += 1
    return (start, end) if end > start else None


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in order, those that only space or marks part made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif merged and "\n" not in (gap := text[merged[-1][1] : start]) and not gap.strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def overlaps(left: Span, right: Span) -> bool:
    """Do the two stretches share a character?"""
    return left[0] < right[1] and right[0] < left[1]
