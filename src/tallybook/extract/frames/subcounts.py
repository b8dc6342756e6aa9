"""Sub-counts: "including 12 children", "of whom three were women", "two of them medics"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_REACH: Final = 60
_OPENERS: Final = frozenset({"including", "includes", "included", "include", "among", "amongst"})
_WHOLES: Final = frozenset({"them", "whom", "they", "those", "dead", "victims", "wounded"})
_SKIPPED_KINDS: Final = frozenset({"article", "none"})


def find_subcounts(
    tree: Tree, counts: Sequence[Count], phrases: Phrases, people: PeopleWords
) -> list[Count]:
    """The phrases that count a part of what another count of the sentence counts."""
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    found: list[Count] = []
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if (mention.start, mention.end) in used or mention.kind in _SKIPPED_KINDS:
            continue
        whole = _whole(counts, mention.start)
        if whole is None:
            continue
        noun = _part_noun(tree, phrase, people)
        if noun is None or not _opens(tree, whole, phrase, found):
            continue
        start, end = span_of(tree, phrase)
        noun_token = tree.tokens[noun]
        found.append(
            Count(
                measure=whole.measure,
                quantity=mention.quantity,
                start=start,
                end=max(end, noun_token.end) if noun_token.start - end < _REACH else end,
                head=phrase.head,
                noun=noun,
                trigger=whole.trigger,
                way=whole.way,
                rule="sub-count",
                strong=True,
                mention=mention,
                whole=(whole.start, whole.end),
            )
        )
    return found


def _whole(counts: Sequence[Count], start: int) -> Count | None:
    before = [c for c in counts if c.end <= start and c.whole is None]
    return max(before, key=lambda c: c.end, default=None)


def _part_noun(tree: Tree, phrase: Phrase, people: PeopleWords) -> int | None:
    """The noun that says which part: "12 children", "three of them women"."""
    if phrase.noun is not None:
        token = tree.tokens[phrase.noun]
        if token.text.lower() not in _WHOLES:
            return phrase.noun if _is_part(tree, phrase.noun, people) else None
        start = phrase.noun
    else:
        start = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    for token in tree.tokens[start + 1 : start + 6]:
        if token.text in {",", ";", "."}:
            return None
        if token.upos in {"NOUN", "ADJ"} and people.is_person(token.lemma):
            return token.index
    return None


def _is_part(tree: Tree, noun: int, people: PeopleWords) -> bool:
    token = tree.tokens[noun]
    return people.is_person(token.lemma) or (
        token.upos == "NOUN" and people.may_be_person(token.lemma)
    ) or token.upos == "PROPN"


def _opens(tree: Tree, whole: Count, phrase: Phrase, found: Sequence[Count]) -> bool:
    """Do the words between whole and part say "including"?"""
    between = [
        t.text.lower() for t in tree.tokens if whole.end <= t.start < phrase.mention.start
    ]
    behind = [
        t.text.lower()
        for t in tree.tokens
        if phrase.mention.number_end <= t.start < phrase.mention.number_end + _REACH // 3
    ]
    last_part = max((c.end for c in found), default=None)
    if last_part is not None and last_part <= phrase.mention.start:
        since = [t.text.lower() for t in tree.tokens if last_part <= t.start < phrase.mention.start]
        if len(since) <= 3 and set(since) <= {",", "and", "plus", "as", "well"}:
            return True
    if set(between) & _OPENERS:
        return True
    if "of" in between and set(between) & {"whom", "them", "these", "those"}:
        return True
    return behind[:1] == ["of"] and bool(set(behind[1:3]) & {"them", "whom"})
