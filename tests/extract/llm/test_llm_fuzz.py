"""Whatever a model answers, nothing breaks, and every claim is borne out by the text."""

import json
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallybook.catalogue.measures import load_measures
from tallybook.clean import find_blocks
from tallybook.extract.kit import load_kit
from tallybook.extract.llm.chunks import split
from tallybook.extract.llm.grounding import ground
from tallybook.extract.llm.page import Page
from tallybook.extract.llm.prompt import build_prompt
from tallybook.extract.llm.proposals import WrongShape, read_reply
from tallybook.extract.quantities import find_quantities
from tallybook.model import Report
from tallybook.model.records import claim_from_record, claim_record

TEXT = (
    "At least 30 North Korean soldiers were killed or wounded over the weekend in Russia's Kursk "
    "region, Ukraine's HUR said. “Dozens of our men died,” a driver said on Monday; 12 others, "
    "including 3 medics, are missing.\nA second line: $40 million in aid, 1,204 homes, no one hurt."
)
MEASURES = load_measures().definitions


@cache
def page():
    """The text as it is read, and all of it as one chunk."""
    read = Page(*find_blocks(Report(TEXT, path="report.txt")), load_kit())
    (chunk,) = split(read.sentences, 100_000, read.could_claim)
    return read, chunk


stretches = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 60)).map(
    lambda at: TEXT[at[0] : at[0] + at[1]]
)
words = TEXT.split()
phrases = st.tuples(st.integers(0, len(words)), st.integers(1, 6)).map(
    lambda at: " ".join(words[at[0] : at[0] + at[1]])
)
texts = st.one_of(phrases, stretches, st.text(max_size=20), st.just("30"))
maybe = st.one_of(st.none(), texts)
measures = st.sampled_from([*MEASURES, "massacred"])
keys = build_prompt(MEASURES).schema["properties"]["claims"]["items"]
proposals = st.fixed_dictionaries(
    {
        "sentence": st.integers(-1, 6),
        "quote": texts,
        "number": st.one_of(maybe, st.integers()),
        "measure": measures,
        "of": maybe,
        "by": maybe,
        "place": maybe,
        "period": maybe,
        "sources": st.lists(st.fixed_dictionaries({"words": texts, "cue": maybe}), max_size=2),
        "stance": st.sampled_from(["asserted", "claimed", "feared", "denied"]),
        "scope": st.sampled_from(["incident", "cumulative", "current"]),
        "part_of": st.one_of(st.none(), st.integers(-1, 5)),
        "increment": st.booleans(),
        "disclaimer": maybe,
    }
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["claims", *keys["required"]]), inner, max_size=5)
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(proposals, max_size=5))
def test_every_claim_is_borne_out_by_the_text(told):
    shown, chunk = page()
    found = ground(shown, [(chunk, read_reply(json.dumps({"claims": told})))], "fuzz")
    kit = shown.kit
    for claim in found.claims:
        assert claim.text == TEXT[claim.start : claim.end]
        for part in claim.parts:
            assert part.start is None or TEXT[part.start : part.end] == part.text
        for where in (claim.of, claim.by, claim.place, claim.period):
            if where is not None and where.start is not None:
                assert TEXT[where.start : where.end] == where.text
        for credit in claim.attribution:
            assert TEXT[credit.start : credit.end] == credit.text
        read = find_quantities(TEXT, *claim.sentence, kit.numbers, kit.convention)
        ends = {(mention.quantity.low, mention.quantity.high) for mention in read}
        assert (claim.quantity.low, claim.quantity.high) in ends | {(2, None)}
        assert 0 < claim.confidence <= 0.7
        assert claim_from_record(claim_record(claim, parts=True)) == claim
    assert all(problem.reason.isprintable() for problem in found.problems)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_any_json_is_proposals_or_of_another_shape(reply):
    try:
        read = read_reply(json.dumps(reply))
    except WrongShape:
        return
    shown, chunk = page()
    ground(shown, [(chunk, read)], "fuzz")


def test_a_number_of_the_schema_is_never_a_figure():
    kinds = {name: told["type"] for name, told in keys["properties"].items()}
    assert [name for name, kind in kinds.items() if "integer" in kind] == ["sentence", "part_of"]
    assert "number" not in {each for kind in kinds.values() for each in kind}
