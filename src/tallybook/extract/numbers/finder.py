"""Finder: the mentions of one paragraph, from left to right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.calendar import Label
from tallybook.extract.numbers.counting import read_counted, read_share_mention
from tallybook.extract.numbers.digits import POINTS
from tallybook.extract.numbers.doubtful import are_apart, read_doubtful
from tallybook.extract.numbers.labels import read_label
from tallybook.extract.numbers.mention import Kind, QuantityMention
from tallybook.extract.numbers.neighbours import fits
from tallybook.extract.numbers.paragraph import Draft, Paragraph
from tallybook.extract.numbers.shares import read_ordinal, read_share
from tallybook.extract.numbers.small import HYPHENS
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords
from tallybook.model import Form, Quantity

_TAKEN_IN: Final = frozenset({Kind.ARTICLE, Kind.NONE})
_LOW_FORMS: Final = frozenset({Form.AT_LEAST, Form.MORE_THAN})
_DENIAL: Final = "denial"
_DENIED_WITHIN: Final = 6
_HIGH_FORMS: Final = frozenset({Form.AT_MOST, Form.LESS_THAN})


@dataclass(slots=True)
class Finder:
    """Finds mentions in a paragraph; each token is looked at once from the left."""

    paragraph: Paragraph

    @property
    def tokens(self) -> Tokens:
        """The paragraph's tokens."""
        return self.paragraph.tokens

    @property
    def words(self) -> NumberWords:
        """The language's number words."""
        return self.paragraph.words

    def mentions(self) -> list[QuantityMention]:
        """All mentions of the paragraph."""
        drafts: list[Draft] = []
        at, floor = 0, 0  # floor: where the last mention ends that no modifier may take in
        kinds, words, starters = self.tokens.kinds, self.tokens.words, self.words.starters
        while at < len(words):
            word = words[at]
            draft = None
            if (
                kinds[at] == "digits"
                or word in starters
                or (
                    word in POINTS and self.tokens.kind(at + 1) == "digits"  # ".5"
                )
            ):
                draft = self._draft(at, floor)
            elif not word.isascii():
                label = read_doubtful(self.tokens, self.words, at)
                draft = None if label is None else self._labelled(label)
            if draft is None:
                at += 1
                continue
            while drafts and drafts[-1].first >= draft.first:
                drafts.pop()
            self._append(drafts, draft)
            at = max(draft.last, at + 1)
            if draft.mention.kind not in _TAKEN_IN:
                floor = draft.last
        return [draft.mention for draft in drafts]

    def _append(self, drafts: list[Draft], draft: Draft) -> None:
        """Adds a mention; an upper bound right after a lower one makes one interval with it."""
        if drafts:
            between = self.tokens.words[drafts[-1].last : draft.first]
            joiner = self.words.phrases["bound_joiner"].at(between, 0) if between else None
            if joiner is not None and joiner[1] == len(between):
                both = _bounded(drafts[-1].mention, draft.mention)
                if both is not None:
                    drafts[-1] = Draft(drafts[-1].first, draft.last, self._spelt(both))
                    return
            if self._is_apart(drafts[-1], draft):
                label = Label(drafts[-1].first, draft.last, Kind.UNCLEAR)
                drafts[-1] = self._labelled(label)
                return
        drafts.append(draft)

    def _is_apart(self, left: Draft, right: Draft) -> bool:
        """ "1 2 people": is it one figure with a blank in it, or two?"""
        counts = left.mention.kind == right.mention.kind == Kind.COUNT
        touch = counts and left.last == right.first
        return touch and are_apart(self.tokens, self.words, right.first, right.last)

    def _spelt(self, mention: QuantityMention) -> QuantityMention:
        words = self.tokens.text[mention.start : mention.end]
        return replace(mention, quantity=replace(mention.quantity, words=words))

    def _draft(self, at: int, floor: int) -> Draft | None:
        if self.words.has("article", self.tokens.word(at)):
            following = self.tokens.word(at + 1)
            if following not in self.words.known and following not in HYPHENS:
                return self._determiner(at)
        label = read_doubtful(self.tokens, self.words, at) or read_label(
            self.tokens, self.words, at
        )
        if label is not None:
            return self._labelled(label)
        nobody = self.words.phrases["nobody"].at(self.tokens.words, at)
        if nobody is not None and self._is_hyphened(nobody[1]):
            return None  # "a none-too-bright actor"
        if nobody is not None:
            zero = Quantity(Decimal(0), Decimal(0), Form.NONE, unit="")
            return self.paragraph.draft(
                at, nobody[1], at, nobody[1], zero, Kind.NONE, (nobody[0].name,)
            )
        share = read_share(self.paragraph.amounts.numbers, at)
        if share is not None:
            amount = self.paragraph.amounts.interval(at)
            if amount is None or amount.last < share.last:
                return read_share_mention(self.paragraph, share, floor)
            if share.last == amount.last and not amount.numerals[0].scale > 1:
                return read_share_mention(self.paragraph, share, floor)
        ordinal = read_ordinal(self.paragraph.amounts.numbers, at)
        if ordinal is not None:
            quantity = Quantity(ordinal.value, ordinal.value, Form.EXACT, unit="")
            return self.paragraph.draft(
                at, ordinal.last, at, ordinal.last, quantity, Kind.ORDINAL, (ordinal.rule,)
            )
        score = self.paragraph.amounts.score_at(at)
        if score is not None:
            return self._labelled(Label(at, score.last, "score"))
        amount = self.paragraph.amounts.interval(at)
        if amount is not None:
            return read_counted(self.paragraph, amount, floor)
        return self._determiner(at)

    def _is_hyphened(self, at: int) -> bool:
        return self.tokens.word(at) in HYPHENS and self.tokens.is_glued(at)

    def _labelled(self, label: Label) -> Draft:
        quantity = Quantity(None, None, Form.UNSTATED, unit="")
        first, last = label.first, label.last
        return self.paragraph.draft(
            first, last, first, last, quantity, Kind(label.kind), (label.kind,)
        )

    def _determiner(self, at: int) -> Draft | None:
        """ "both", "no", "a", "another"."""
        tokens, words = self.tokens, self.words
        found = words.phrases["set"].at(tokens.words, at)
        if found is not None and fits(found[0], tokens, words, at, found[1]):
            worth = found[0].values[" ".join(tokens.words[at : found[1]])]
            quantity = Quantity(worth, worth, Form.EXACT, unit="")
            last, rules = found[1], (found[0].name,)
            return self.paragraph.draft(at, last, at, last, quantity, Kind.COUNT, rules, worth)
        found = words.phrases["no"].at(tokens.words, at)
        if found is not None and self._denies(found[1]):
            return self.paragraph.single(at, found[1], Decimal(0), Kind.NONE, found[0].name)
        found = words.phrases["denied"].at(tokens.words, at)
        if found is not None and self._is_denied(at) and self._denies(found[1]):
            draft = self.paragraph.single(at, found[1], Decimal(0), Kind.NONE, found[0].name)
            told = (*draft.mention.rules, _DENIAL)
            return replace(draft, mention=replace(draft.mention, rules=told))
        for role in ("another", "article"):
            if words.has(role, tokens.word(at)) and self._leads(at, role):
                return self.paragraph.single(at, at + 1, Decimal(1), Kind.ARTICLE, role)
        return None

    def _is_denied(self, at: int) -> bool:
        """Does a word that denies stand not far before, with words alone between?"""
        for before in range(at - 1, max(-1, at - 1 - _DENIED_WITHIN), -1):
            if self.words.has(_DENIAL, self.tokens.word(before)):
                return True
            if self.tokens.kind(before) != "word":
                return False
        return False

    def _denies(self, last: int) -> bool:
        following = self.tokens.word(last)
        return self.tokens.kind(last) == "word" and not self.words.has("not_none", following)

    def _leads(self, at: int, role: str) -> bool:
        """Does a noun phrase that may be counted begin here, and no amount?"""
        tokens, words = self.tokens, self.words
        described = tokens.kind(at + 1) == "word" or self._is_age_or_rank(at + 1)
        if not described or tokens.is_glued(at + 1):
            return False
        if role == "another" and words.value("ones", tokens.word(at - 1)) is not None:
            return False
        if tokens.word(at - 1) in HYPHENS and tokens.is_glued(at):
            return False
        is_letter = len(tokens.raw(at)) == 1 and tokens.is_capital(at)  # "A and B"
        return not (is_letter and words.has("joiner", tokens.word(at + 1)))

    def _is_age_or_rank(self, at: int) -> bool:
        """Do digits there describe one person: "a 71-year-old woman", "a 47th person"?"""
        if self.tokens.kind(at) != "digits":
            return False
        aged = self.words.phrases["age_after"].at(self.tokens.words, at + 1)
        return bool(aged) or read_ordinal(self.paragraph.amounts.numbers, at) is not None


def _bounded(left: QuantityMention, right: QuantityMention) -> QuantityMention | None:
    """ "at least 20 but no more than 30": one interval out of two bounds, if they agree."""
    first, second = left.quantity, right.quantity
    if left.kind != right.kind or first.unit != second.unit:
        return None
    forms = {first.form, second.form}
    if not (forms & _LOW_FORMS and forms & _HIGH_FORMS):
        return None
    low, high = first.low or second.low, first.high or second.high
    if low is None or high is None or low > high:
        return None
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        quantity=replace(first, low=low, high=high, form=Form.BETWEEN),
        nominal=None,
        rules=(*left.rules, *right.rules, "bound_joiner"),
    )
