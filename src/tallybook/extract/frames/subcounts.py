"""Sub-counts: "including 12 children", "of whom three were women", "two of them medics"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_NEAR: Final = 60
_LOOSE: Final = frozenset({"many", "some", "most", "few", "several", "both"})
_OPENING: Final = 5
_OPENERS: Final = frozenset({"including", "includes", "included", "include", "among", "amongst"})
_WHOLES: Final = frozenset({"them", "whom", "they", "those", "these", "which"})
_JOINING: Final = frozenset({",", "and", "plus", "as", "well", "(", "&", ";", "or"})


def find_subcounts(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    people: PeopleWords,
    triggers: Sequence[Trigger] = (),
    before: Count | None = None,
) -> list[Count]:
    """The phrases that count a part of what another count counts.

    before: the last count of the sentence before, for "Seven of them were children".
    """
    used = [(c.start, c.end) for c in counts]
    found: list[Count] = []
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if (
            mention.kind == "none"
            or mention.quantity.words.lower() in _LOOSE
            or any(s <= mention.start < e for s, e in used)
        ):
            continue
        whole = _whole(counts, mention.start)
        first = tree.covering(mention.start, mention.end)[0]
        if whole is None and before is not None and first == 0 and _is_of_them(tree, phrase):
            whole = before
        if whole is None:
            continue
        noun = _part_noun(tree, phrase, people)
        if not _opens(tree, whole, phrase, found) or (
            noun is None and not _is_of_them(tree, phrase)
        ):
            continue
        start, end = span_of(tree, phrase)
        if noun is not None and 0 <= tree.tokens[noun].start - end < _NEAR:
            end = max(end, tree.tokens[noun].end)
        found.append(
            Count(
                measure=_measure(tree, phrase, triggers) or whole.measure,
                quantity=mention.quantity,
                start=start,
                end=end,
                head=phrase.head,
                noun=noun if noun is not None else phrase.noun,
                trigger=whole.trigger if whole is not before else phrase.head,
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


def _is_of_them(tree: Tree, phrase: Phrase) -> bool:
    if phrase.noun is not None and tree.tokens[phrase.noun].text.lower() in _WHOLES:
        return True
    last = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    behind = [t.text.lower() for t in tree.tokens[last + 1 : last + 3]]
    return len(behind) == 2 and behind[0] in {"of", "from"} and behind[1] in _WHOLES


def _measure(tree: Tree, phrase: Phrase, triggers: Sequence[Trigger]) -> str | None:
    """ "600 of them deaths": the part has a measure of its own."""
    if not _is_of_them(tree, phrase):
        return None
    last = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    behind = range(last + 3, last + 6)
    for trigger in triggers:
        if trigger.index in behind and trigger.way in {Way.NOUN, Way.ADJECTIVE, Way.OBJECT_VERB}:
            return trigger.measure
    return None


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
    return (
        people.is_person(token.lemma)
        or (token.upos == "NOUN" and people.may_be_person(token.lemma))
        or token.upos == "PROPN"
    )


def _opens(tree: Tree, whole: Count, phrase: Phrase, found: Sequence[Count]) -> bool:
    """Do the words between whole and part say "including", or stand in brackets behind it?"""
    if _is_of_them(tree, phrase):
        return True
    start = phrase.mention.start
    between = [t.text.lower() for t in tree.tokens if whole.end <= t.start < start]
    last_part = max((c.end for c in found if c.end <= start), default=None)
    if last_part is not None and last_part >= whole.end:
        since = [t.text.lower() for t in tree.tokens if last_part <= t.start < start]
        if len(since) <= 3 and set(since) <= _JOINING:
            return True
    if between[:1] == ["("] or between[-1:] == ["("]:
        return ")" not in between
    if set(between[-_OPENING:]) & _OPENERS:
        return True
    return between[-2:-1] == ["of"] and between[-1] in _WHOLES
