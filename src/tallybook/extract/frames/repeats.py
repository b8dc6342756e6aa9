"""Repeats: bare figures that go on from a count before them.

"Killing 12 in Aleppo and seven in Homs", "83 have died, up from the 70 announced at noon", "after
earlier reporting 31", "the army lost three and the police one", "police speak of six".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tallybook.extract.frames.kinds import is_alike, what_they_were
from tallybook.extract.frames.openings import OPENED, SO_WERE, is_whom, of_opening
from tallybook.extract.frames.parallels import is_parallel, is_placed_itself
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Trigger
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_NEAR: Final = 4
_FAR: Final = 6
_GIVEN: Final = ("obj", "obl", "ccomp", "xcomp", "nmod", "advcl", "conj", "flat")
OF_COUNT_BEFORE: Final = "figure-for-count-before"
GAPPED: Final = "gapped"
GIVEN: Final = "figure-given"
PART_ELSEWHERE: Final = "part-elsewhere"


def find_repeats(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    forms: FrameWords,
    told: Count | None = None,
    triggers: Sequence[Trigger] = (),
) -> list[Count]:
    """The unused figures that repeat a count of the sentence for another place, day, time or
    speaker; told: the last count of the sentence before, of which a speaker may give another."""
    used = [(count.start, count.end) for count in counts]
    found: list[Count] = []
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if mention.kind not in {"count", "one"} or mention.increment:
            continue
        if any(start <= mention.start < end for start, end in used):
            continue
        before = [c for c in (*counts, *found) if c.end <= mention.start and c.mention]
        last = max(before, key=lambda count: count.end, default=None)
        if last is not None:
            rule = _rule(tree, phrase, last, forms)
            if rule is not None:
                found.append(_repeat(tree, phrase, last, rule, forms))
            continue
        opened = of_opening(tree, phrase, triggers, forms, told) if not counts else None
        if opened is not None:
            found.append(opened)
        elif told is not None and not counts and is_given_anew(tree, phrase, forms):
            topic = _topic_of(tree, phrase, triggers, forms)
            if topic is None and _asks_otherwise(tree, phrase, forms):
                continue
            found.append(_of_told(tree, phrase, told, topic))
    return found


def _topic_of(
    tree: Tree, phrase: Phrase, triggers: Sequence[Trigger], forms: FrameWords
) -> Trigger | None:
    """ "The number of soldiers killed is in dispute: Kyiv puts it at 40": what "it" counts.

    Who "has a list of 40" gives them and has them not.
    """
    giving = forms.repeats.giving | forms.repeats.taking
    before = [t for t in triggers if t.index < phrase.head]
    above = {at for at in tree.ancestors(phrase.head) if tree.tokens[at].lemma in giving}
    speakers = [one for verb in above for one in tree.children(verb, "nsubj")]
    apart = above.union(*map(tree.subtree, speakers))
    told = [t for t in before if t.index not in apart]
    return told[0] if len({t.measure for t in told}) == 1 else None


def _asks_otherwise(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """ "How many were aboard is not known; one survivor spoke of 160": of those aboard."""
    before = [t.text.lower() for t in tree.tokens[: phrase.head]]
    said = forms.repeats
    return any(one in said.how and two in said.many for one, two in pairwise(before))


def is_given_anew(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """ "Police speak of six", "The mayor has raised that to 51"."""
    if phrase.noun is not None or phrase.mention.kind != "count":
        return False
    if _is_of_others(tree, phrase, forms):
        return False
    return _is_given(tree, phrase, forms.repeats.giving, forms.repeats.figures) and _is_free(
        tree, phrase, forms
    )


def _is_of_others(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """ "No prisoner was taken. He put the attackers at 400": the verb says of whom it is."""
    token = tree.tokens[phrase.head]
    led = any(tree.tokens[c].lemma in forms.grammar.point for c in tree.children(phrase.head))
    if token.head < 0 or not led:
        return False
    objects = [tree.tokens[one] for one in tree.children(token.head, "obj")]
    return any(
        one.upos == "NOUN" and one.index < phrase.head
        for one in objects
        if one.lemma not in forms.repeats.figures | forms.tolls.hurt
    )


def _is_given(tree: Tree, phrase: Phrase, verbs: frozenset[str], figures: frozenset[str]) -> bool:
    """Behind a verb that gives figures, or the figure that it gives ("gave a figure of 51")."""
    first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
    token = tree.tokens[phrase.head]
    if token.head < 0 or not token.deprel.startswith(_GIVEN):
        return False
    verb = tree.tokens[token.head]
    if verb.lemma in figures and token.deprel == "nmod" and verb.head >= 0:
        verb = tree.tokens[verb.head]
    return verb.lemma in verbs and verb.index < first <= verb.index + _NEAR


def _is_free(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """Does nothing stand behind the figure that it could count?"""
    after = tree.covering(phrase.mention.start, phrase.mention.end)[-1] + 1
    following = tree.tokens[after : after + 1]
    words = forms.repeats
    return all(
        token.upos == "PUNCT" or token.text.lower() in words.joining | words.placing | words.timing
        for token in following
    )


def _of_told(tree: Tree, phrase: Phrase, told: Count, topic: Trigger | None) -> Count:
    above = tree.tokens[topic.index].head if topic is not None else -1
    killed = above >= 0 and tree.tokens[above].upos == "NOUN"
    return replace(
        told,
        measure=topic.measure if topic is not None else told.measure,
        quantity=phrase.mention.quantity,
        start=phrase.mention.start,
        end=phrase.mention.end,
        head=phrase.head,
        noun=above if killed else None,
        trigger=phrase.head,
        rule=OF_COUNT_BEFORE,
        mention=phrase.mention,
        increment=False,
        whole=None,
    )


def _rule(tree: Tree, phrase: Phrase, last: Count, forms: FrameWords) -> str | None:
    said = forms.repeats
    indexes = tree.covering(phrase.mention.start, phrase.mention.end)
    first, after = indexes[0], indexes[-1] + 1
    before = [t.text.lower() for t in tree.tokens[max(0, first - _NEAR) : first]]
    bare = phrase.noun is None or phrase.noun in indexes
    opening = tree.tokens[0].text.lower() in said.openings
    if opening and last.start <= tree.tokens[min(4, len(tree.tokens) - 1)].end:
        return OPENED if is_whom(tree, phrase) else None
    if is_alike(tree, phrase, last.head, forms):
        return SO_WERE
    if _did(tree, after, forms):
        return "did-so"
    if phrase.noun is not None and _is_with_them(tree, phrase.noun, forms):
        return "with-them"
    if not bare:
        return None
    led = before[:-1] if before and before[-1] in said.definite else before
    if led and led[-1] in forms.grammar.source:
        return "earlier-figure" if set(before) & said.changes else None
    if set(before) & said.earlier:
        return "earlier-figure"
    placed = bool(before) and _is_placed(tree, after, forms)
    if placed and before[-1] in said.joining:
        return PART_ELSEWHERE if last.rule == PART_ELSEWHERE else "same-elsewhere"
    if before and before[-1] in said.joining and is_parallel(tree, phrase, after, forms):
        if is_placed_itself(tree, phrase, last, forms):
            return "same-elsewhere"
        return PART_ELSEWHERE if _is_part(phrase, last) else None
    if placed and before[-1] in forms.grammar.colons and _is_part(phrase, last):
        return PART_ELSEWHERE  # "148 deaths: 71 in Cebu, 39 in Bohol"
    if _is_compared([t.text.lower() for t in tree.tokens[max(0, first - _FAR) : first]], forms):
        return "earlier-figure"
    giving = said.giving | said.taking
    if phrase.mention.kind == "count" and _is_given(tree, phrase, giving, said.figures):
        return GIVEN
    gapped = _is_free(tree, phrase, forms) and _is_gapped(tree, first, forms)
    return GAPPED if gapped else None


def _is_part(phrase: Phrase, last: Count) -> bool:
    """Is the figure smaller than the count before it?"""
    part, whole = phrase.mention.quantity.low, last.quantity.low
    return last.rule != "same-elsewhere" and part is not None and whole is not None and part < whole


def _is_with_them(tree: Tree, noun: int, forms: FrameWords) -> bool:
    """ "Nine rebels were killed, and three soldiers with them"."""
    following = [t.text.lower() for t in tree.tokens[noun + 1 : noun + 4]]
    if len(following) < 2 or following[0] not in forms.parts.shared:
        return False
    ends = all(word in forms.grammar.pauses for word in following[2:])
    joined = tree.tokens[noun].deprel == "conj" and bool(tree.children(noun, "cc"))
    return following[1] in forms.parts.wholes and ends and joined


def _did(tree: Tree, after: int, forms: FrameWords) -> bool:
    """ "Five died; the committee says that nine did"."""
    following = tree.tokens[after : after + 3]
    for place, token in enumerate(following):
        if token.lemma in forms.repeats.doing:
            behind = following[place + 1 : place + 2]
            return all(token.upos == "PUNCT" for token in behind)
        if token.upos != "NOUN":
            return False
    return False


def _is_compared(before: Sequence[str], forms: FrameWords) -> bool:
    """ "Against nine in November", "double Saturday's figure of 113", "than last year's 720"."""
    said = forms.repeats
    if not before or not set(before) & said.compared:
        return False
    if before[-1] in forms.grammar.of:
        return len(before) > 1 and before[-2] in said.figures
    return before[-1] in said.owning or (
        before[-1] in said.compared and before[-1] not in said.changes
    )


def _is_gapped(tree: Tree, first: int, forms: FrameWords) -> bool:
    """ "… and Uruguay one", "the mayor at 2,900", "in the second nine": the verb is left out."""
    said = forms.repeats
    index = first - 1
    if index >= 0 and tree.tokens[index].lemma in forms.grammar.point:
        index -= 1
    if index < 1 or tree.tokens[index].upos not in {"PROPN", "NOUN", "ADJ"}:
        return False
    begin = index
    while begin > 0 and tree.tokens[begin].upos in {"PROPN", "NOUN", "ADJ", "DET"}:
        begin -= 1
    token = tree.tokens[begin]
    name = tree.tokens[begin + 1].upos in {"DET", "PROPN"} and begin < index + 1
    if token.text.lower() in said.placing and begin > 0:
        return tree.tokens[begin - 1].text.lower() in said.joining and name
    return token.text.lower() in said.joining and name and tree.tokens[index].upos != "ADJ"


def _is_placed(tree: Tree, after: int, forms: FrameWords) -> bool:
    """A preposition and a name behind the figure: "seven in Homs", "13 on Tuesday"."""
    following = tree.tokens[after : after + 5]
    if not following or following[0].text.lower() not in forms.repeats.placing:
        return False
    return any(token.upos == "PROPN" for token in following[1:])


def _repeat(tree: Tree, phrase: Phrase, last: Count, rule: str, forms: FrameWords) -> Count:
    start, end = span_of(tree, phrase)
    part = rule in {OPENED, PART_ELSEWHERE} and not (last.rule == rule == OPENED)
    shared = (
        last.whole if rule in {"same-elsewhere", OPENED} else None
    )  # "60 of them in A and 50 in B"
    were = what_they_were(tree, phrase, forms) if rule in {OPENED, SO_WERE} else None
    return replace(
        last,
        quantity=phrase.mention.quantity,
        start=start,
        end=end,
        head=phrase.head,
        noun=were if were is not None else phrase.noun,
        rule=rule,
        mention=phrase.mention,
        increment=phrase.mention.increment,
        whole=(last.whole or (last.start, last.end)) if part else shared,
    )
