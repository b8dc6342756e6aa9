"""Paragraph: what the grammar reads, and how a mention is made of its tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tallybook.catalogue.conventions import Convention
from tallybook.extract.numbers.amounts import AmountReader
from tallybook.extract.numbers.mention import Kind, QuantityMention
from tallybook.extract.numbers.reader import NumberReader
from tallybook.extract.numbers.tokens import Tokens
from tallybook.language.number_words import NumberWords
from tallybook.model import Form, Quantity


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention and the tokens that it takes, `first` up to `last` (excluded)."""

    first: int
    last: int
    mention: QuantityMention


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's tokens with the words, the convention and the reader of its amounts."""

    tokens: Tokens
    words: NumberWords
    convention: Convention
    amounts: AmountReader

    def draft(
        self,
        first: int,
        last: int,
        core: int,
        core_last: int,
        quantity: Quantity,
        kind: Kind,
        rules: tuple[str, ...],
        nominal: Decimal | None = None,
    ) -> Draft:
        """The mention of tokens `first` to `last` with its number from `core` to `core_last`."""
        starts, ends = self.tokens.starts, self.tokens.ends
        start, end = starts[first], ends[last - 1]
        mention = QuantityMention(
            start=start,
            end=end,
            number_start=starts[core],
            number_end=ends[core_last - 1],
            quantity=replace(quantity, words=self.tokens.text[start:end]),
            kind=kind,
            nominal=nominal,
            rules=tuple(dict.fromkeys(rule for rule in rules if rule)),
        )
        return Draft(first, last, mention)

    def single(self, first: int, last: int, value: Decimal, kind: Kind, rule: str) -> Draft:
        """A determiner: a number that a noun must follow."""
        tokens = self.tokens
        start, end = tokens.starts[first], tokens.ends[last - 1]
        form = Form.EXACT if value else Form.NONE
        quantity = Quantity(value, value, form, "", tokens.text[start:end])
        grown = rule == "another"
        mention = QuantityMention(
            start,
            end,
            start,
            end,
            quantity,
            kind,
            counts_noun=True,
            increment=grown,
            added=tokens.words[first] if grown else "",
            nominal=value,
            rules=(rule,),
        )
        return Draft(first, last, mention)


def read_paragraph(tokens: Tokens, words: NumberWords, convention: Convention) -> Paragraph:
    """A paragraph with nothing read yet."""
    reader = AmountReader(NumberReader(tokens, words), convention)
    return Paragraph(tokens, words, convention, reader)
