"""Counting: an amount with its modifiers, unit and neighbours becomes a mention."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from tallybook.extract.numbers.amounts import Amount
from tallybook.extract.numbers.kinds import Sort, sort_by_context, sort_by_unit, unit_at
from tallybook.extract.numbers.mention import Kind
from tallybook.extract.numbers.modifiers import (
    Modified,
    modifiers_after,
    modifiers_before,
    modify,
)
from tallybook.extract.numbers.neighbours import is_plural
from tallybook.extract.numbers.paragraph import Draft, Paragraph
from tallybook.extract.numbers.shares import Share
from tallybook.extract.numbers.small import Numeral
from tallybook.extract.numbers.tails import is_margin, tail_behind
from tallybook.model import Form, Quantity
from tallybook.model.quantity import as_share

_WHOLE: Final = frozenset({Kind.COUNT, Kind.ONE, Kind.NONE, Kind.FREQUENCY})
_MINUS: Final = frozenset("-−")


def read_counted(paragraph: Paragraph, amount: Amount, floor: int) -> Draft | None:
    """The mention of an amount, its modifiers no further left than token `floor`.

    None where it is a pronoun ("the one who fled").
    """
    tokens, words = paragraph.tokens, paragraph.words
    if _is_pronoun(paragraph, amount):
        return _partitive(paragraph, amount)
    negative = _negative_start(paragraph, amount, floor)
    core = amount.first if negative is None else negative
    inner = modifiers_after(tokens, words, amount.last)
    grown = replace(amount, last=inner.at) if inner.at > amount.last else amount
    sort = sort_by_unit(tokens, words, amount, floor) or (
        sort_by_unit(tokens, words, grown, floor) if grown is not amount else None
    )
    start = min(core, sort.first) if sort is not None else core
    before = modifiers_before(tokens, words, start, floor)
    if amount.form == Form.VAGUE and _says_nothing(before, start, amount):
        before = Modified(start)
    if sort is None:
        sort = sort_by_context(tokens, words, amount, before)
        if sort is not None and sort.kind in ("year", "identifier"):
            before = Modified(sort.first)
        elif sort is not None and sort.first < before.at:
            before = replace(before, at=max(sort.first, floor))
    elif sort.kind in ("age", "time"):
        aged = words.phrases["aged"].before(tokens.words, before.at, floor)
        before = before if aged is None else replace(before, at=aged[1])
    last = max(grown.last, sort.last if sort is not None else 0)
    outer = modifiers_after(tokens, words, last) if last > grown.last else Modified(last)
    return _assembled(paragraph, amount, sort, before, (inner, outer), negative is not None)


def _says_nothing(before: Modified, start: int, amount: Amount) -> bool:
    """ "around several villages", "over several days": a place or a time, no modifier."""
    forms = {form for form, _ in before.forms}
    word = start - before.at == 1
    return word and (Form.ABOUT in forms or (Form.MORE_THAN in forms and not amount.base))


def _assembled(
    paragraph: Paragraph,
    amount: Amount,
    sort: Sort | None,
    before: Modified,
    after: tuple[Modified, Modified],
    negative: bool,
) -> Draft:
    kind = _kind(paragraph, amount, sort, before, after, negative)
    forms = (*after[0].forms, *after[1].forms, *before.forms)
    counts = kind is Kind.COUNT and not (after[0].forms or after[1].forms)
    tail = tail_behind(paragraph.tokens, paragraph.words, after[1].at) if counts else None
    forms = (*tail[1].forms, *forms) if tail is not None else forms
    if negative:
        amount = replace(amount, low=-amount.low, high=-amount.low, form=Form.EXACT)
    bounds = modify(amount, forms, paragraph.convention, kind in _WHOLE and _is_whole(amount))
    low, high, form = bounds.low, bounds.high, bounds.form
    if kind in (Kind.YEAR, Kind.IDENTIFIER, Kind.SCORE, Kind.TIME):
        form = Form.EXACT if low == high else form
    if kind == Kind.UNCLEAR:
        low, high, form = None, None, Form.UNSTATED
    if kind == Kind.NONE:
        form = Form.NONE
    is_vague = form == Form.VAGUE or (amount.form == Form.VAGUE and low != high)
    named = paragraph.convention.name if is_vague or form in (Form.ABOUT, Form.NEARLY) else None
    quantity = Quantity(low, high, form, sort.unit if sort else "", convention=named)
    rules = (*amount.rules, *(rule for _, rule in forms), sort.rule if sort else "")
    nominal = amount.low if amount.form == Form.EXACT else None
    draft = paragraph.draft(
        before.at, after[1].at, amount.core, amount.last, quantity, kind, rules, nominal
    )
    added = before.added or after[0].added or after[1].added
    grown = ("increment_before",) if before.added else ("increment_after",) if added else ()
    mention = replace(
        draft.mention,
        per=_per(paragraph, after[1].at),
        increment=bool(added),
        added=added,
        rules=draft.mention.rules + grown,
        tail=(0, 0) if tail is None else paragraph.tokens.reach(tail[0], tail[1].at),
    )
    return replace(draft, mention=mention)


def _kind(
    paragraph: Paragraph,
    amount: Amount,
    sort: Sort | None,
    before: Modified,
    after: tuple[Modified, Modified],
    negative: bool,
) -> Kind:
    if sort is not None:
        unclear = any(numeral.unclear and numeral.scale == 1 for numeral in amount.numerals)
        return Kind.UNCLEAR if unclear and sort.kind == Kind.MONEY else Kind(sort.kind)
    if paragraph.amounts.is_score(amount):
        return Kind.SCORE
    margin = is_margin(paragraph.tokens, paragraph.words, before.at)
    if negative or margin or _is_excepted(paragraph, before.at):
        return Kind.NUMBER
    if _is_unclear(paragraph, amount):
        return Kind.UNCLEAR
    if not _is_whole(amount):
        return Kind.NUMBER
    if amount.low == amount.high == 0:
        return Kind.NONE
    plain = not (before.forms or before.added or after[0].forms or after[0].added)
    lone = amount.last - amount.first == 1 and amount.rules == ("one",)
    return Kind.ONE if plain and lone and amount.low == amount.high == 1 else Kind.COUNT


def _is_excepted(paragraph: Paragraph, first: int) -> bool:
    """ "All but two of the 90 died", "excluding two guards": two are those who did not."""
    tokens, words = paragraph.tokens, paragraph.words
    but = words.has("excepting", tokens.word(first - 1))
    of_all = but and words.has("all_before", tokens.word(first - 2))
    return of_all or words.has("excluding", tokens.word(first - 1))


def _is_pronoun(paragraph: Paragraph, amount: Amount) -> bool:
    """ "the one who", "one another"; and "one of the men", which counts a part."""
    tokens, words = paragraph.tokens, paragraph.words
    if amount.rules != ("one",) or amount.high != 1 or amount.last - amount.first != 1:
        return False
    before, after = tokens.word(amount.first - 1), tokens.word(amount.last)
    if words.has("one_pronoun_after", after) or words.has("partitive", after):
        return True
    if unit_at(tokens, words, amount.last) is not None:
        return False
    alone = tokens.kind(amount.last) != "word" or words.has("age_end", after)
    return words.has("one_pronoun_before", before) and (alone or not words.has("article", before))


def _partitive(paragraph: Paragraph, amount: Amount) -> Draft | None:
    if not paragraph.words.has("partitive", paragraph.tokens.word(amount.last)):
        return None
    if paragraph.words.has("one_pronoun_before", paragraph.tokens.word(amount.first - 1)):
        return None
    quantity = Quantity(Decimal(1), Decimal(1), Form.EXACT, unit="")
    first, last = amount.first, amount.last
    draft = paragraph.draft(
        first, last, first, last, quantity, Kind.ONE, ("one", "partitive"), Decimal(1)
    )
    return replace(draft, mention=replace(draft.mention, partitive=True))


def _negative_start(paragraph: Paragraph, amount: Amount, floor: int) -> int | None:
    """Where a minus before the number begins: "-30", "minus five"; never "kills -30"."""
    tokens, at = paragraph.tokens, amount.first - 1
    if at < floor or amount.form != Form.EXACT:
        return None
    if paragraph.words.has("minus", tokens.word(at)):
        return at
    if tokens.word(at) not in _MINUS or not tokens.is_glued(amount.first):
        return None
    is_unit = unit_at(tokens, paragraph.words, amount.last) is not None
    if not is_unit and is_plural(tokens, paragraph.words, amount.last):
        return None  # a list: "-30 people"
    before = tokens.kind(at - 1)
    if tokens.is_glued(at) and not (before == "sign" and tokens.word(at - 1) in "<>(=$"):
        return None
    return at if tokens.word(at - 1) not in _MINUS else None


def _per(paragraph: Paragraph, at: int) -> str | None:
    """ "50,000 a month", "1,200 soldiers a day": "month", "day"; never "40 people a day later"."""
    tokens, words = paragraph.tokens, paragraph.words
    if not words.has("per", tokens.word(at)):
        noun = next((end for end in range(at, at + 3) if is_plural(tokens, words, end)), None)
        if noun is None or any(tokens.kind(end) != "word" for end in range(at, noun)):
            return None
        at = noun + 1
    if not words.has("per", tokens.word(at)):
        return None
    unit = words.phrases["unit"].at(tokens.words, at + 1)
    if unit is None or unit[0].kind != "duration" or words.has("not_per", tokens.word(unit[1])):
        return None
    return unit[0].unit


def read_share_mention(paragraph: Paragraph, share: Share, floor: int) -> Draft:
    """The mention of a share, or of the unit that it is a share of ("half an hour")."""
    exact = Amount(share.first, share.last, share.value, share.value, Form.EXACT, share.first)
    kind, unit, last = Kind.SHARE, "share", share.last
    at = last + 1 if paragraph.words.has("partitive", paragraph.tokens.word(last)) else last
    at = at + 1 if paragraph.words.has("article", paragraph.tokens.word(at)) else at
    found = unit_at(paragraph.tokens, paragraph.words, at)
    if found is not None and found[0].kind in ("duration", "measurement"):
        kind, unit, last = Kind(found[0].kind), found[0].unit, found[1]
    before = modifiers_before(paragraph.tokens, paragraph.words, share.first, floor)
    after = modifiers_after(paragraph.tokens, paragraph.words, last)
    forms = after.forms + before.forms
    bounds = modify(exact, forms, paragraph.convention, whole=False)
    low = None if bounds.low is None else as_share(bounds.low)
    high = None if bounds.high is None else as_share(bounds.high)
    quantity = Quantity(low, high, bounds.form, unit)
    rules = (share.rule, *(rule for _, rule in forms))
    return paragraph.draft(
        before.at, after.at, share.first, share.last, quantity, kind, rules, share.value
    )


def _is_whole(amount: Amount) -> bool:
    return all(
        value is None or value == value.to_integral_value() for value in (amount.low, amount.high)
    )


def _is_unclear(paragraph: Paragraph, amount: Amount) -> bool:
    """ "1.204 people": people are whole, so the point may group; nobody can tell."""
    if not any(_is_doubtful(numeral) for numeral in amount.numerals):
        return False
    return is_plural(paragraph.tokens, paragraph.words, amount.last)


def _is_doubtful(numeral: Numeral) -> bool:
    """ "1.204", and "1.204,50", where something whole is counted."""
    broken = numeral.grouped and numeral.value != numeral.value.to_integral_value()
    return numeral.scale == 1 and (numeral.unclear or broken)
