"""Sub-counts: "including 12 children", "of whom three were women", "two of them medics"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.frames.kinds import is_alike, kind_of
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Trigger, Way, is_participle
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form

_NEAR: Final = 60
_OPENING: Final = 5
_PLAIN: Final = 5
_DESCRIBED: Final = 12
"""How far behind "one of them" the noun may stand that says who: past an age, at most."""
_LAST: Final = "deployed"
_BEFALLEN: Final = frozenset(
    {"killed", "wounded", "killed_or_wounded", "missing", "sick", "rescued", "displaced"}
)
_DEAD: Final = "killed"
_HURT: Final = frozenset({"wounded", "killed_or_wounded"})


def find_subcounts(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    people: PeopleWords,
    forms: FrameWords,
    triggers: Sequence[Trigger] = (),
    before: Count | None = None,
) -> list[Count]:
    """The phrases that count a part of what another count counts.

    before: the last count of the sentence before, for "Seven of them were children".
    """
    # "hurt, among them two medics who had rushed there": hurt first, and present besides
    used = [(c.start, c.end) for c in counts if c.measure != _LAST]
    counts = [c for c in counts if c.measure != _LAST] or counts
    found: list[Count] = []
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if (
            mention.kind == "none"
            or mention.quantity.words.lower() in forms.parts.loose
            or any(s <= mention.start < e for s, e in used)
            or any(part.start <= mention.start < part.end for part in found[-1:])
        ):
            continue
        whole = _whole(counts, mention.start)
        first = tree.covering(mention.start, mention.end)[0]
        if whole is None and before is not None and first == 0 and is_of_them(tree, phrase, forms):
            whole = before
        if whole is None and before is not None and _they_include(tree, forms):
            whole = before
        kind = kind_of(tree, phrase, whole or (before if first == 0 else None), people, forms)
        if kind is not None and not (
            whole is not None and is_alike(tree, phrase, whole.head, forms)
        ):
            found.append(kind)
            continue
        if whole is None or whole.quantity.form is Form.NONE:
            continue  # "nobody was hurt, though people, two children among them, were inside"
        spoken = speaks(tree, phrase.head, forms) and not _is_introduced(tree, first, forms)
        if spoken or _is_opposed(tree, first, forms):
            continue
        noun = _part_noun(tree, phrase, people, forms)
        if not _opens(tree, whole, phrase, found, forms) or (
            noun is None
            and not is_of_them(tree, phrase, forms)
            and not _is_placed(tree, phrase, forms)
            and not _is_graded(tree, phrase, whole, forms)
            and not _is_told_of(tree, phrase, whole, forms)
        ):
            continue
        measure = _measure(tree, phrase, triggers, forms) or whole.measure
        if measure == _LAST and whole.measure in _BEFALLEN:
            continue  # "46 were wounded. Nine of them were flown out": no troops
        start, end = span_of(tree, phrase)
        if _is_graded(tree, phrase, whole, forms):
            end = tree.tokens[tree.covering(start, end)[-1] + 1].end
        if noun is None and _is_told_of(tree, phrase, whole, forms):
            end = _predicate_end(tree, phrase, end)
        if noun is not None and tree.tokens[noun].end < start:
            start = tree.tokens[noun].start
        if noun is not None and 0 <= tree.tokens[noun].start - end < _NEAR:
            end = max(end, tree.tokens[noun].end)
        found.append(
            Count(
                measure=measure,
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


def speaks(tree: Tree, index: int, forms: FrameWords) -> bool:
    """ "One of them said", "three survivors told the court": they speak, and are not counted."""
    token = tree.tokens[index]
    if token.deprel != "nsubj" or token.head < 0:
        return False
    verb = tree.tokens[token.head]
    of_nobody = tree.children(index, "det") and tree.tokens[index - 1].lemma in forms.losses.no
    if of_nobody and is_participle(verb, forms) and not tree.children(verb.index, "obj", "ccomp"):
        return False  # "No casualties reported there"
    return verb.lemma in forms.telling.saying


def _is_introduced(tree: Tree, first: int, forms: FrameWords) -> bool:
    """ "Among them two medics, the mayor wrote": the parser's subject is none."""
    before = [t.text.lower() for t in tree.tokens[max(0, first - 2) : first]]
    if before and before[-1] in forms.parts.wholes:
        before.pop()
    return bool(before) and before[-1] in forms.parts.openers


def _is_opposed(tree: Tree, first: int, forms: FrameWords) -> bool:
    """ "Forty were hurt, including pupils, but two nurses kept calm": they are no part of them."""
    return first > 0 and tree.tokens[first - 1].text.lower() in forms.parts.opposed


def _is_placed(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """ "Including 34 over Bryansk": a bare figure for one of the places."""
    last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
    following = tree.tokens[last + 1 : last + 2]
    return phrase.noun is None and any(t.lemma in forms.repeats.placing for t in following)


def _is_graded(tree: Tree, phrase: Phrase, whole: Count, forms: FrameWords) -> bool:
    """ "Seven were hurt, three critically": a bare figure for how badly."""
    if phrase.noun is not None or whole.measure not in _HURT or not _fits(whole, phrase):
        return False
    last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
    following = tree.tokens[last + 1 : last + 3]
    if not following or following[0].text.lower() not in forms.parts.degrees:
        return False
    return all(t.text in forms.grammar.pauses or t.upos == "CCONJ" for t in following[1:])


def _is_told_of(tree: Tree, phrase: Phrase, whole: Count, forms: FrameWords) -> bool:
    """ "29 are injured, of whom four are critical": a bare figure with a predicate."""
    if phrase.noun is not None or whole.measure not in _HURT | {_DEAD} or not _fits(whole, phrase):
        return False
    inside = tree.covering(phrase.mention.start, phrase.mention.end)
    first, last = inside[0], inside[-1]
    led = [t.text.lower() for t in tree.tokens[max(0, first - 2) : first]]
    behind = tree.tokens[last + 1 : last + 2]
    of_whom = len(led) == 2 and led[0] in forms.parts.out_of and led[1] in forms.parts.wholes
    return of_whom and any(token.lemma in forms.grammar.be for token in behind)


def _predicate_end(tree: Tree, phrase: Phrase, end: int) -> int:
    """Where "four are critical" ends."""
    above = tree.tokens[phrase.head].head
    return tree.tokens[above].end if 0 < above - phrase.head <= _OPENING else end


def _they_include(tree: Tree, forms: FrameWords) -> bool:
    """ "They include 27 children": of those whom the sentence before counts."""
    if len(tree.tokens) < 3:
        return False
    first, verb = tree.tokens[:2]
    return first.text.lower() in forms.parts.wholes and verb.lemma in forms.tolls.including


def _whole(counts: Sequence[Count], start: int) -> Count | None:
    before = [c for c in counts if c.end <= start and c.whole is None]
    return max(before, key=lambda c: c.end, default=None)


def is_of_them(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """Does the phrase take some out of people spoken of: "three of them", "two of whom"?"""
    said = forms.parts
    if phrase.noun is not None and tree.tokens[phrase.noun].text.lower() in said.wholes:
        return True
    last = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    behind = [t.text.lower() for t in tree.tokens[last + 1 : last + 3]]
    return len(behind) == 2 and behind[0] in said.out_of and behind[1] in said.wholes


def _is_among_them(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    """ "79 were hurt, a dozen firefighters among them"."""
    if phrase.noun is None:
        return False
    behind = [t.text.lower() for t in tree.tokens[phrase.noun + 1 : phrase.noun + 3]]
    return len(behind) == 2 and behind[0] in forms.parts.among and behind[1] in forms.parts.wholes


def _measure(
    tree: Tree, phrase: Phrase, triggers: Sequence[Trigger], forms: FrameWords
) -> str | None:
    """ "600 of them deaths": the part has a measure of its own."""
    if not is_of_them(tree, phrase, forms):
        return None
    last = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    behind = range(last + 3, last + 6)
    if any(t.text.lower() in forms.telling.fatal for t in tree.tokens[last + 1 : last + 5]):
        return _DEAD  # "shot eight, five of them fatally"
    for trigger in triggers:
        if trigger.index in behind and trigger.way in {Way.NOUN, Way.ADJECTIVE, Way.OBJECT_VERB}:
            return trigger.measure
    return None


def _part_noun(tree: Tree, phrase: Phrase, people: PeopleWords, forms: FrameWords) -> int | None:
    """The noun that says which part: "12 children", "three of them women"."""
    if phrase.noun is not None:
        token = tree.tokens[phrase.noun]
        if token.text.lower() not in forms.parts.wholes:
            return phrase.noun if _is_part(tree, phrase.noun, people) else None
        start = phrase.noun
    else:
        start = tree.covering(phrase.mention.start, phrase.mention.end)[-1]
    named = start - 2  # "(of which children: 11)"
    colon = named >= 0 and tree.tokens[start - 1].text in forms.grammar.colons
    if colon and people.is_person(tree.tokens[named].lemma):
        return named
    for token in tree.tokens[start + 1 : start + _DESCRIBED]:
        if token.text in forms.grammar.pauses:
            return None
        if token.index > start + _PLAIN and token.upos in {"ADP", "VERB", "AUX"}:
            return None  # "one of them in a car", but "one of them a 12-year-old boy"
        if token.upos in {"NOUN", "ADJ"} and people.is_person(token.lemma):
            return token.index
    return None


def _is_part(tree: Tree, noun: int, people: PeopleWords) -> bool:
    token = tree.tokens[noun]
    return (
        people.is_person(token.lemma)
        or (token.upos == "NOUN" and people.may_be_person(token.lemma))
        or token.upos == "PROPN"
        or (token.index > 0 and token.text.istitle() and token.upos in {"NOUN", "ADJ"})
    )


def _is_listed(tree: Tree, phrase: Phrase, found: Sequence[Count]) -> bool:
    """ "Three Americans, a Canadian and an Italian": in the midst of a list of parts."""
    head = tree.tokens[phrase.head].head
    inside = head in {part.head for part in found}
    return inside and any(child > phrase.head for child in tree.children(head, "conj"))


def _fits(whole: Count, phrase: Phrase) -> bool:
    """Is the part's number smaller than the whole's?"""
    part, all_ = phrase.mention.quantity.low, whole.quantity.low
    return part is not None and all_ is not None and part < all_


def _opens(
    tree: Tree, whole: Count, phrase: Phrase, found: Sequence[Count], forms: FrameWords
) -> bool:
    """Do the words between whole and part say "including", or stand in brackets behind it?"""
    if is_of_them(tree, phrase, forms) or _is_graded(tree, phrase, whole, forms):
        return True
    if _is_among_them(tree, phrase, forms):
        return True
    said = forms.parts
    start = phrase.mention.start
    between = [t.text.lower() for t in tree.tokens if whole.end <= t.start < start]
    last_part = max((c.end for c in found if c.end <= start), default=None)
    if last_part is not None and last_part >= whole.end:
        since = [t.text.lower() for t in tree.tokens if last_part <= t.start < start]
        single = phrase.mention.kind == "article" and not (
            set(since) & forms.grammar.addition or _is_listed(tree, phrase, found)
        )
        if len(since) <= 3 and set(since) <= said.joining and not single:
            return True
    if between[:1] == ["("] or between[-1:] == ["("]:
        return ")" not in between
    dash = forms.grammar.closing | forms.grammar.colons
    if (
        between
        and between[-1] in dash
        and phrase.mention.kind != "article"
        and _fits(whole, phrase)
    ):
        near = tree.covering(whole.end, start)
        return phrase.noun is not None and not any(
            tree.tokens[i].upos in {"VERB", "AUX", "NUM"} for i in near
        )
    if set(between[-_OPENING:]) & said.openers:
        return True
    return len(between) > 1 and between[-2] in forms.grammar.of and between[-1] in said.wholes
