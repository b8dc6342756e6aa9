"""Every rule of the number words matches its own examples and stays out of its silent lines."""

from decimal import Decimal

import pytest

from tallybook.catalogue.conventions import load_convention
from tallybook.extract.quantities import QuantityMention, find_quantities
from tallybook.language.number_words import Rule, load_number_words

WORDS = load_number_words("en")
CONVENTION = load_convention()

# Rules of context whose mark on a mention is its kind, not their name.
BY_KIND = {
    *(
        "month",
        "day_joiner",
        "month_alone_before",
        "excepting",
        "excluding",
        "all_before",
        "month_never_after",
        "lookalike",
        "foreign_lookalike",
        "not_per",
        "comparing",
        "change_target",
        "change_to",
        "share_in",
        "plural_ending",
        "singular_ending",
        "participle_ending",
        "year_before",
        "year_surely_before",
    ),
    *("counted_plural", "not_plural", "identifier_before", "name_before", "score_near"),
    *("change_before", "decade_after", "age_head", "person", "place_before", "time_after"),
    *("not_none", "one_pronoun_after", "one_pronoun_before", "per", "per_base", "share_of"),
    *("share_base", "unit_adjective", "metre_after", "member", "metre_or_million", "age_end"),
    *(
        "half_of_two",
        "name_never",
        "hour_before",
        "aged",
        "age_after",
        "bound_joiner",
        "adverb",
        "joiner",
    ),
    *("point", "minus", "ordinal_ending", "article", "another", "no", "partitive"),
}


def read(text: str) -> list[QuantityMention]:
    return find_quantities(text, 0, len(text), WORDS, CONVENTION)


def fields(mention: QuantityMention) -> dict[str, object]:
    quantity = mention.quantity
    return {
        "words": quantity.words,
        "low": quantity.low,
        "high": quantity.high,
        "form": quantity.form.value,
        "unit": quantity.unit,
        "kind": mention.kind.value,
        "increment": mention.increment,
    }


def matches(mention: QuantityMention, example: dict[str, object]) -> bool:
    found = fields(mention)
    for key, wanted in example.items():
        if key == "text":
            continue
        if key in ("low", "high"):
            wanted = Decimal(str(wanted))
        if found[key] != wanted:
            return False
    if "low" in example and "high" not in example and mention.quantity.high is not None:
        return False
    return not ("high" in example and "low" not in example and mention.quantity.low is not None)


EXAMPLES = [(rule, example) for rule in WORDS.rules for example in rule.examples]
SILENT = [(rule, text) for rule in WORDS.rules for text in rule.silent]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.file}:{r.name}:{e['text']}" for r, e in EXAMPLES]
)
def test_a_rule_matches_its_examples(rule: Rule, example: dict[str, object]) -> None:
    mentions = [m for m in read(str(example["text"])) if matches(m, example)]
    assert mentions, [fields(m) for m in read(str(example["text"]))]
    if rule.name not in BY_KIND and rule.name not in ("dozen", "both"):
        assert any(rule.name in mention.rules for mention in mentions), mentions


@pytest.mark.parametrize(
    ("rule", "text"), SILENT, ids=[f"{r.file}:{r.name}:{t}" for r, t in SILENT]
)
def test_a_rule_keeps_out_of_its_silent_lines(rule: Rule, text: str) -> None:
    if rule.name in BY_KIND:
        wanted = [e for e in rule.examples if "kind" in e]
        kinds = {str(e["kind"]) for e in wanted} - {"count"}
        assert not [m for m in read(text) if m.kind.value in kinds], [fields(m) for m in read(text)]
    else:
        assert not [m for m in read(text) if rule.name in m.rules], [fields(m) for m in read(text)]
