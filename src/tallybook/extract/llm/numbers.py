"""The number of a proposal: where it stands, what our grammar reads, what it counts there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.frames.admission import is_people
from tallybook.extract.frames.phrases import find_phrases, span_of
from tallybook.extract.frames.triggers import Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.extract.kit import Kit
from tallybook.extract.llm.counting import is_order, may_count
from tallybook.extract.llm.page import Page, Span
from tallybook.extract.llm.proposals import Proposal
from tallybook.extract.quantities import Kind, QuantityMention, find_quantities
from tallybook.extract.rates import rate_of
from tallybook.extract.sentences import Sentence
from tallybook.extract.units import unit_of
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity

_COUNTED: Final = frozenset({Kind.COUNT, Kind.ONE, Kind.ARTICLE, Kind.NONE})
_WORDS: Final = frozenset({Kind.ONE, Kind.ARTICLE, Kind.NONE})
"""Numbers that stand in any sentence ("a nurse"): claims only where a word tells the measure."""
_MONEY: Final = "money"
_SHORT: Final = 80


class Refused(Exception):
    """The text does not bear the proposal out; the message says why."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The quantity with its span, its count in the tree, and whether a word tells the measure."""

    quantity: Quantity
    count: Count
    is_told: bool


def find_quote(
    page: Page, proposal: Proposal, sentence: Sentence | None, asked: list[Sentence]
) -> tuple[Sentence, list[Span]]:
    """The sentence that holds the quote and every place where it stands there.

    Raises Refused where it stands nowhere, or in several sentences and not in the one named.
    """
    if sentence is not None:
        here = page.spans(proposal.quote, sentence)
        if here:
            return sentence, here
    found = [(other, spans) for other in asked if (spans := page.spans(proposal.quote, other))]
    if not found:
        raise Refused(f"{shown(proposal.quote)} stands nowhere in the text")
    if len(found) > 1:
        raise Refused(
            f"{shown(proposal.quote)} stands in {len(found)} sentences, and in none that is named"
        )
    return found[0]


def read_count(page: Page, proposal: Proposal, sentence: Sentence, quote: Span) -> Counted:
    """The count that the quote holds, by our own grammar and tree; raises Refused."""
    mention = _mention(page, proposal, sentence, quote)
    tree, kit = page.tree(sentence), page.kit
    if not tree.tokens:
        raise Refused(f"{shown(proposal.quote)} is in no sentence that can be read")
    count = _count(tree, mention, proposal, quote, page.mentions(sentence), kit)
    if is_order(tree, count.head):
        raise Refused(
            f"{shown(proposal.quote)} is part of an order, and tells nothing of the world"
        )
    trigger = _trigger(find_triggers(tree, kit.words.lexicon), count, kit)
    if trigger is not None:
        count = replace(count, trigger=trigger.index)
    told = trigger is not None or _is_money_told(tree, count, kit)
    if not told and mention is not None and mention.kind in _WORDS:
        raise Refused(f"{shown(proposal.quote)} stands by no word of {proposal.measure}")
    rate = rate_of(tree, count, kit.rates)
    if rate is None and mention is not None and mention.per is not None:
        raise Refused(f"{shown(proposal.quote)} is no count but how many in each {mention.per}")
    span = page.text[count.start : count.end]
    unit = unit_of(tree, count, kit.words)
    quantity = replace(
        count.quantity,
        unit=unit if rate is None else f"{unit}/{rate.name}",
        words=count.quantity.words if count.quantity.words in span else span,
        convention=count.quantity.convention and kit.convention.name,
    )
    return Counted(quantity, count, told)


def shown(words: str) -> str:
    """A model's words, fit to be shown: one short printable line."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"“{plain if len(plain) <= _SHORT else plain[:_SHORT].rstrip() + '…'}”"


def _mention(
    page: Page, proposal: Proposal, sentence: Sentence, quote: Span
) -> QuantityMention | None:
    """The one quantity of the quote that is meant; None where the quote holds none at all."""
    touched = [
        mention
        for mention in page.mentions(sentence)
        if mention.number_start < quote[1] and quote[0] < mention.number_end
    ]
    inside = [m for m in touched if quote[0] <= m.number_start and m.number_end <= quote[1]]
    if len(inside) < len(touched):
        raise Refused(f"{shown(proposal.quote)} cuts a number in two")
    fitting = [m for m in inside if _is_countable(m, proposal.measure)]
    if proposal.number is not None:
        fitting = _meant(page, proposal.number, sentence, quote, fitting)
        if not fitting:
            raise Refused(
                f"{shown(proposal.quote)} does not count {shown(proposal.number)} by our grammar"
            )
    if len(fitting) > 1:
        raise Refused(f"{shown(proposal.quote)} holds {len(fitting)} numbers, and none is named")
    if not fitting and inside:
        kinds = ", ".join(sorted({mention.kind.value for mention in inside}))
        raise Refused(f"the number in {shown(proposal.quote)} is no count but: {kinds}")
    return fitting[0] if fitting else None


def _is_countable(mention: QuantityMention, measure: str) -> bool:
    return mention.kind == Kind.MONEY if measure == _MONEY else mention.kind in _COUNTED


def _meant(
    page: Page, words: str, sentence: Sentence, quote: Span, fitting: list[QuantityMention]
) -> list[QuantityMention]:
    """Those that the number's words stand for: by where they stand, else by what they are worth.

    The words' worth is read by our grammar too: what the model thinks of them never counts.
    """
    places = [
        span for span in page.spans(words, sentence) if quote[0] <= span[0] and span[1] <= quote[1]
    ]
    if places:
        return [m for m in fitting if any(m.start < end and start < m.end for start, end in places)]
    kit = page.kit
    worth = {
        (found.quantity.low, found.quantity.high)
        for found in find_quantities(words, 0, len(words), kit.numbers, kit.convention)
    }
    same = [m for m in fitting if (m.quantity.low, m.quantity.high) in worth]
    return same if len(worth) == 1 else []


def _count(
    tree: Tree,
    mention: QuantityMention | None,
    proposal: Proposal,
    quote: Span,
    mentions: list[QuantityMention],
    kit: Kit,
) -> Count:
    """The count in the tree; Refused where the measure does not count what the number counts."""
    if mention is None:
        return _unstated(tree, proposal, quote, mentions, kit)
    widened = min(quote[0], mention.start), max(quote[1], mention.end)
    core = tree.covering(mention.number_start, mention.number_end)
    if not core:
        raise Refused(f"{shown(proposal.quote)} is in no sentence that can be read")
    if proposal.measure == _MONEY:
        return _made(proposal.measure, mention, (mention.start, mention.end), core[-1], None)
    phrases = find_phrases(tree, mentions, kit.words.people, kit.words.forms)
    phrase = next((p for p in phrases.all if p.mention == mention), None)
    if phrase is None:
        raise Refused(f"the number in {shown(proposal.quote)} counts nothing there")
    if phrase.noun is not None and not may_count(tree, phrase.noun, proposal.measure, kit):
        noun = tree.tokens[phrase.noun].text
        raise Refused(
            f"the number in {shown(proposal.quote)} counts {shown(noun)}, which "
            f"{proposal.measure} does not count"
        )
    span = widened if phrase.noun is None else span_of(tree, phrase)
    return _made(proposal.measure, mention, span, phrase.head, phrase.noun)


def _made(measure: str, mention: QuantityMention, span: Span, head: int, noun: int | None) -> Count:
    return Count(
        measure=measure,
        quantity=mention.quantity,
        start=span[0],
        end=span[1],
        head=head,
        noun=noun,
        trigger=head,
        way=Way.OBJECT_VERB,
        rule="proposal",
        strong=False,
        mention=mention,
        increment=mention.increment,
    )


def _unstated(
    tree: Tree, proposal: Proposal, quote: Span, mentions: list[QuantityMention], kit: Kit
) -> Count:
    """A plural without a number: "soldiers have been killed"."""
    phrases = find_phrases(tree, mentions, kit.words.people, kit.words.forms)
    numbered = {phrase.noun for phrase in phrases.all}
    for index in tree.covering(*quote):
        if index in numbered:
            raise Refused(f"{shown(proposal.quote)} leaves out the number that it stands with")
        token = tree.tokens[index]
        plural = token.upos in {"NOUN", "PROPN"} and token.text.lower() != token.lemma
        if not plural or not may_count(tree, index, proposal.measure, kit):
            continue
        things = kit.words.lexicon.words[proposal.measure].things
        if things or is_people(tree, index, kit.words.people, kit.words.is_demonym):
            beside = {tree.tokens[i].lemma for i in tree.children(index)}
            heavy = bool(beside & kit.words.forms.losses.heavy)
            form = Form.VAGUE if heavy else Form.UNSTATED  # "heavy losses"
            quantity = Quantity(Decimal(2), None, form, "", "")
            return Count(
                proposal.measure, quantity, *quote, index, index, index, Way.OBJECT_VERB,
                "proposal", False,
            )  # fmt: skip
    raise Refused(f"{shown(proposal.quote)} holds no number, and no plural of what is counted")


def _is_money_told(tree: Tree, count: Count, kit: Kit) -> bool:
    """Does a word of aid, damage or cost stand in the sentence of a sum?"""
    if count.measure != _MONEY:
        return False
    told = {token.lemma for token in tree.tokens} | {token.text.lower() for token in tree.tokens}
    return not told.isdisjoint(kit.words.lexicon.words[_MONEY].contexts)


def _trigger(triggers: list[Trigger], count: Count, kit: Kit) -> Trigger | None:
    """The nearest word of the measure, of one that it is part of, or of a part of it."""
    measures = kit.words.measures
    kin = {count.measure, *measures.wholes(count.measure)}
    kin |= {name for name in measures.definitions if count.measure in measures.wholes(name)}
    near = [trigger for trigger in triggers if trigger.measure in kin]
    own = [trigger for trigger in near if trigger.measure == count.measure]
    return min(own or near, key=lambda trigger: abs(trigger.index - count.head), default=None)
