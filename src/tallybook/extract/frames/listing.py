"""Lists of people by nation or kind: what is said of the list is said of each of its items.

"Among the dead were two Indians, a Nepali and six Poles", "an Australian and three Britons were
among them", "the victims: 12 Kenyans, nine Ghanaians", "nine people — four Turks, five Syrians".
The words are read in their order: parsers lose themselves in such lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.frames.dividing import DIVIDED
from tallybook.extract.frames.kinds import SAID_TO_BE
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.extract.quantities import QuantityMention
from tallybook.language.tree import Token, Tree

LISTED: Final = "listed"
_LAST: Final = "deployed"
_KINDS: Final = frozenset({"count", "one", "article"})
_DESCRIBING: Final = frozenset({"ADJ", "PROPN", "NOUN"})
_WIDEST: Final = 3
_OPENING: Final = 6


@dataclass(frozen=True, slots=True)
class _Item:
    """first, noun, last: tokens of the number, of the noun, and the last that belongs to it.

    The noun is the number's last where none stands ("two from Bangladesh").
    """

    mention: QuantityMention
    first: int
    noun: int
    last: int
    number: Decimal | None
    high: Decimal | None
    is_national: bool
    is_nation: bool
    """Does a nation's word describe it, and does it name it alone ("a Nepali")?"""


def with_listed(
    tree: Tree,
    counts: Sequence[Count],
    mentions: Sequence[QuantityMention],
    words: Words,
    before: Count | None = None,
) -> list[Count]:
    """The counts, with the items of lists that no other frame has read.

    before: the last count of the sentence before, of which a list may tell the parts.
    """
    found = list(counts)
    for items in _lists(tree, mentions, words):
        starts = {item.mention.start: item for item in items}
        told = [c for c in found if c.mention and c.mention.start in starts and c.measure != _LAST]
        model = _model(tree, items, told, found, words, before)
        if model is None or any(_reaches_over(count, items) for count in told):
            continue
        known = {c.mention.start for c in told if c.mention}
        for count in told:
            at = found.index(count)
            found[at] = _parted(tree, count, starts, words)
        lost = [item for item in items if item.mention.start not in known]
        said_to_be = any(count.rule.startswith(SAID_TO_BE) for count in told)
        if (
            told and not said_to_be
        ):  # "two guards and a driver": singles but of a nation are no claims of their own
            lost = [item for item in lost if item.mention.kind == "count" or item.is_nation]
        found = [c for c in found if not (c.measure == _LAST and _covers(c, lost))]
        found += [_count(tree, item, model) for item in lost]
    return found


def _lists(
    tree: Tree, mentions: Sequence[QuantityMention], words: Words
) -> Iterator[tuple[_Item, ...]]:
    """Runs of items with nothing but commas and "and" between them."""
    run: list[_Item] = []
    for mention in sorted(mentions, key=lambda one: one.start):
        item = _item(tree, mention, words) if mention.kind in _KINDS else None
        if item is None:
            continue
        joined = run and _joins(tree, run[-1], item, words)
        if not joined and run:
            yield tuple(run)
            run = []
        run.append(item)
    if run:
        yield tuple(run)


def _joins(tree: Tree, last: _Item, item: _Item, words: Words) -> bool:
    between = [t.text.lower() for t in tree.tokens[last.last + 1 : item.first]]
    return 0 < len(between) <= _WIDEST and set(between) <= words.forms.parts.joining


def _item(tree: Tree, mention: QuantityMention, words: Words) -> _Item | None:
    """A number or article, what describes them, and a noun of people or of a nation."""
    core = tree.covering(mention.number_start, mention.number_end)
    if not core or mention.increment:
        return None
    noun, national = None, False
    for token in tree.tokens[core[-1] + 1 : core[-1] + 1 + _WIDEST]:
        if token.upos not in _DESCRIBING:
            break
        demonym = token.text[:1].isupper() and words.is_demonym(token.text)
        if demonym or (token.text.islower() and words.people.is_person(token.lemma)):
            noun, national = token.index, national or demonym
    if noun is None and _with_place(tree, core[-1], words) > core[-1]:
        noun, national = core[-1], True  # "two from Bangladesh"
    if noun is None:
        return None
    last = _with_place(tree, noun, words)
    following = tree.tokens[last + 1 : last + 2]
    if any(token.upos in {"NOUN", "PROPN", "NUM"} for token in following):
        return None
    low, high = mention.quantity.low, mention.quantity.high
    if mention.kind == "article" and tree.tokens[noun].lemma in words.people.pairs:
        low = high = Decimal(2)
    alone = national and words.is_demonym(tree.tokens[noun].text)
    return _Item(mention, core[0], noun, last, low, high, national, alone)


def _with_place(tree: Tree, noun: int, words: Words) -> int:
    """ "A couple from Spain": the last word of where they are from."""
    behind = tree.tokens[noun + 1 : noun + 1 + _WIDEST]
    if (
        len(behind) < 2
        or behind[0].lemma not in words.forms.grammar.source
        or behind[1].upos != "PROPN"
    ):
        return noun
    last = behind[1]
    return behind[2].index if len(behind) > 2 and behind[2].upos == "PROPN" else last.index


def _model(
    tree: Tree,
    items: Sequence[_Item],
    told: Sequence[Count],
    counts: Sequence[Count],
    words: Words,
    before: Count | None,
) -> Count | None:
    """A count that says for all items what befell them and what they are a part of."""
    if not any(item.is_national for item in items):
        return None
    others = [c for c in counts if c not in told and c.mention and c.whole is None]
    earlier = [c for c in others if c.end <= items[0].mention.start]
    last = max(earlier, key=lambda count: count.end, default=None)
    if last is not None and _is_led(tree, last, items[0], words) and _holds(last, items):
        return replace(last, whole=(last.start, last.end))
    if told and len(items) > 1:
        return told[0] if len({count.measure for count in told}) == 1 else None
    measure = _befallen(tree, items, words, last or before)
    if measure is None:
        return None
    state, name = measure
    whole = next((c for c in (last, before) if c and c.measure == name and _holds(c, items)), None)
    return Count(
        measure=name,
        quantity=items[0].mention.quantity,
        start=0,
        end=0,
        head=state,
        noun=None,
        trigger=state,
        way=Way.ADJECTIVE,
        rule=LISTED,
        strong=True,
        whole=(whole.start, whole.end) if whole is not None else None,
    )


def _is_led(tree: Tree, last: Count, item: _Item, words: Words) -> bool:
    """ "Nine people: four Turks …": nothing but a colon or dash between them."""
    between = [t.text for t in tree.tokens if last.end <= t.start < item.mention.start]
    marks = words.forms.grammar.colons | words.forms.grammar.brackets | words.forms.grammar.closing
    return len(between) == 1 and between[0] in marks


def _holds(whole: Count, items: Sequence[_Item]) -> bool:
    """Are the items together no more than the whole?"""
    most = whole.quantity.high or whole.quantity.low
    numbers = [item.number for item in items if item.number is not None]
    return most is not None and sum(numbers) <= most and max(numbers, default=most) < most


def _befallen(
    tree: Tree, items: Sequence[_Item], words: Words, told: Count | None
) -> tuple[int, str] | None:
    """What the words before or behind the list say of it: the word that says so, the measure.

    "Among the dead were …", "the victims: …", "they were …"; "… were among them".
    """
    before = tree.tokens[: items[0].first]
    behind = tree.tokens[items[-1].last + 1 : items[-1].last + 1 + _OPENING]
    return _said_before(before, words, told) or _said_behind(behind, words, told)


def _said_before(
    before: Sequence[Token], words: Words, told: Count | None
) -> tuple[int, str] | None:
    forms = words.forms
    if not 2 <= len(before) <= _OPENING:
        return None
    is_verb = before[-1].lemma in forms.grammar.be | forms.tolls.including
    if not (is_verb or before[-1].text in forms.grammar.colons):
        return None
    if before[0].text.lower() in forms.parts.wholes and len(before) == 2 and is_verb:
        return (before[0].index, told.measure) if told is not None else None  # "They were …"
    opening = [t for t in before[:-1] if t.text.lower() not in _small(words)]
    return _state(opening[0], words, told) if len(opening) == 1 else None


def _said_behind(
    behind: Sequence[Token], words: Words, told: Count | None
) -> tuple[int, str] | None:
    said = [t for t in behind if t.upos != "ADV"]
    if len(said) < 3 or said[0].lemma not in words.forms.grammar.be:
        return None
    if said[1].lemma not in words.forms.parts.among:
        return None
    them = said[2]
    if them.text.lower() in words.forms.parts.wholes - words.forms.parts.known:
        return (them.index, told.measure) if told is not None and told.measure != _LAST else None
    state = said[3] if len(said) > 3 and them.text.lower() in words.forms.parts.known else None
    return _state(state, words, told) if state is not None else None


def _state(token: Token, words: Words, told: Count | None) -> tuple[int, str] | None:
    """Who "the dead", "the victims" and "those killed" are; victims are those told of before."""
    measure = words.states.get(token.text.lower())
    if measure is not None and told is not None and token.text.lower() in words.forms.parts.open:
        return token.index, told.measure if told.measure != _LAST else measure
    return (token.index, measure) if measure is not None else None


def _small(words: Words) -> frozenset[str]:
    return words.forms.parts.among | words.forms.parts.known


def _reaches_over(count: Count, items: Sequence[_Item]) -> bool:
    """ "Three Indian and five Pakistani soldiers": one phrase, which is divided later."""
    return any(count.start < item.mention.start < count.end for item in items)


def _covers(count: Count, items: Sequence[_Item]) -> bool:
    return any(count.mention and count.mention.start == item.mention.start for item in items)


def _parted(tree: Tree, count: Count, starts: Mapping[int, _Item], words: Words) -> Count:
    """The count, read as far as its item: of "three Britons and two from Spain" three are GB."""
    item = starts.get(count.mention.start) if count.mention else None
    if item is None or not item.is_national:
        return count
    phrase = tree.subtree(item.noun)
    if item.first <= min(phrase) and max(phrase) <= item.last:
        return count
    return count if count.rule.endswith(DIVIDED) else replace(count, rule=count.rule + DIVIDED)


def _count(tree: Tree, item: _Item, model: Count) -> Count:
    quantity = replace(item.mention.quantity, low=item.number, high=item.high)
    return replace(
        model,
        quantity=quantity,
        start=item.mention.start,
        end=tree.tokens[item.last].end,
        head=item.noun,
        noun=item.noun,
        rule=LISTED + DIVIDED,
        mention=item.mention,
        increment=False,
    )
