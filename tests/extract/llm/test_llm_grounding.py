"""What a model proposes is kept only where the text bears it out."""

from datetime import date
from decimal import Decimal

import pytest
from tests.extract.llm.standin import proposal, replies, says, source

from tallybook.model import Form, Scope, SourceKind, Stance
from tallybook.model.records import claim_from_record, claim_record

TEXT = (
    "At least 30 North Korean soldiers were killed over the weekend in Russia's Kursk region, "
    "Ukraine's HUR military spy agency said."
)
GOOD = proposal(
    "At least 30 North Korean soldiers",
    "At least 30",
    of="North Korean soldiers",
    place="in Russia's Kursk region",
    period="over the weekend",
    sources=[source("Ukraine's HUR military spy agency")],
    stance="claimed",
)


def only(extraction):
    assert not extraction.problems, [problem.reason for problem in extraction.problems]
    (claim,) = extraction.claims
    return claim


def refusal(extraction):
    assert not extraction.claims
    (problem,) = extraction.problems
    assert problem.stage == "extract"
    assert problem.remedy
    assert problem.where == "report.txt"
    return problem.reason


def test_a_good_proposal_is_a_full_claim(stand_in, read):
    stand_in.script(says([GOOD]))
    claim = only(read(TEXT, publisher="The Gazette"))
    assert claim.text == TEXT[claim.start : claim.end] == "At least 30 North Korean soldiers"
    assert (claim.quantity.low, claim.quantity.high) == (Decimal(30), None)
    assert claim.quantity.form is Form.AT_LEAST
    assert claim.quantity.unit == "person"
    assert claim.quantity.words == "At least 30"
    assert (claim.of.parties, claim.of.role, claim.of.text) == (
        ("KP",),
        "soldier",
        "North Korean soldiers",
    )
    assert (claim.place.name, claim.place.country) == ("Kursk Oblast", "RU")
    assert TEXT[claim.place.start : claim.place.end] == claim.place.text
    assert (claim.period.first, claim.period.last) == (date(2024, 12, 14), date(2024, 12, 15))
    assert claim.origin.source.name == "HUR"
    assert claim.origin.source.party == "UA"
    assert (claim.stance, claim.scope) == (Stance.CLAIMED, Scope.INCIDENT)
    assert claim.made_by == "llm 1 (stand-in)"
    assert claim.publisher == "The Gazette"
    assert 0 < claim.confidence <= 0.7
    assert claim.sentence == (0, len(TEXT))
    assert claim_from_record(claim_record(claim, parts=True)) == claim


def test_a_quote_that_the_text_does_not_hold_is_refused(stand_in, read):
    stand_in.script(says([proposal("At least 300 North Korean soldiers", "At least 300")]))
    assert "stands nowhere" in refusal(read(TEXT))


def test_a_quote_is_no_part_of_a_longer_number_or_word(stand_in, read):
    stand_in.script(says([proposal("30 people", "30"), proposal("12 men", "12")]))
    found = read("Some 130 people died with 12 menders.")
    assert not found.claims
    assert all("stands nowhere" in problem.reason for problem in found.problems)


def test_a_quote_cuts_no_number_in_two(stand_in, read):
    stand_in.script(says([proposal("030 people", "030"), proposal("030 people")]))
    found = read("The flood left 1,030 people dead.")
    assert not found.claims
    assert all("cuts a number in two" in problem.reason for problem in found.problems)


def test_a_quote_leaves_no_number_out(stand_in, read):
    stand_in.script(says([proposal("soldiers were killed")]))
    assert "leaves out the number" in refusal(read("In the raid 30 soldiers were killed."))


def test_a_rate_is_no_count(stand_in, read):
    stand_in.script(says([proposal("40 civilians", "40")]))
    claim = only(read("The siege kills 40 civilians a day."))
    assert claim.quantity.unit == "person/day"
    assert claim.scope is Scope.CURRENT


def test_a_measure_that_no_word_tells_is_trusted_less(stand_in, read):
    stand_in.script(says([proposal("60 children", "60", sentence=1)]))
    told = read("We buried 60 children who had died.").claims[0]
    untold = read("We closed the eyes of 60 children.").claims[0]
    assert untold.confidence <= 0.5
    assert untold.confidence <= told.confidence
    assert "no word of the measure" in untold.parts[0].rule


def test_a_single_one_needs_a_word_of_its_measure(stand_in, read):
    stand_in.script(says([proposal("a nurse", "a")]))
    assert "stands by no word of killed" in refusal(read("The hospital has a nurse and 2 beds."))


def test_a_modifier_that_the_quote_leaves_out_still_holds(stand_in, read):
    stand_in.script(says([proposal("30 North Korean soldiers", "30")]))
    claim = only(read(TEXT))
    assert claim.quantity.form is Form.AT_LEAST
    assert claim.text == "At least 30 North Korean soldiers"


@pytest.mark.parametrize("number", ["300", "1,000,000", 300, "at least 40", "dozens"])
def test_a_number_that_the_quote_does_not_say_is_refused(stand_in, read, number):
    stand_in.script(says([proposal("At least 30 North Korean soldiers", number)]))
    assert "does not count" in refusal(read(TEXT))


@pytest.mark.parametrize("number", [30, "thirty", "30", None])
def test_the_number_is_what_our_grammar_reads(stand_in, read, number):
    stand_in.script(says([proposal("30 people", number)]))
    assert only(read("The raid killed 30 people.")).quantity.low == 30


def test_figures_of_the_models_own_never_count(stand_in, read):
    stand_in.script(says([{**GOOD, "low": 1_000_000, "high": 1_000_000, "best": 9}]))
    claim = only(read(TEXT))
    assert (claim.quantity.low, claim.quantity.high) == (30, None)


def test_a_quote_that_stands_twice_in_its_sentence_cannot_be_told(stand_in, read):
    text = "The north lost 12 people killed and the south lost 12 people killed."
    stand_in.script(says([proposal("12 people", "12")]))
    assert "stands 2 times" in refusal(read(text))


def test_a_quote_that_stands_twice_and_is_proposed_twice_is_two_claims(stand_in, read):
    text = "The north lost 12 people killed and the south lost 12 people killed."
    stand_in.script(says([proposal("12 people", "12"), proposal("12 people", "12")]))
    found = read(text)
    assert not found.problems
    assert [claim.start for claim in found.claims] == [15, 51]


def test_a_quote_is_told_apart_by_its_sentence(stand_in, read):
    text = "Floods killed 12 people. A week later 12 people were killed again."
    stand_in.script(says([proposal("12 people", "12", sentence=2)]))
    assert only(read(text)).start == text.rindex("12 people")


def test_a_quote_in_several_sentences_that_are_not_named_is_refused(stand_in, read):
    text = "Floods killed 12 people. A week later 12 people were killed again."
    stand_in.script(says([proposal("12 people", "12", sentence=99)]))
    assert "in 2 sentences" in refusal(read(text))


def test_a_wrong_sentence_is_mended_where_the_quote_stands_once(stand_in, read):
    stand_in.script(says([proposal("12 people", "12", sentence=7)]))
    assert only(read("Floods killed 12 people.")).text == "12 people"


def test_one_of_two_numbers_must_be_named(stand_in, read):
    text = "The blast killed 12 people and wounded 40 others."
    quote = "killed 12 people and wounded 40 others"
    stand_in.script(says([proposal(quote), proposal(quote, "40", "wounded")]))
    found = read(text)
    assert [(claim.text, claim.measure) for claim in found.claims] == [("40 others", "wounded")]
    assert "holds 2 numbers" in found.problems[0].reason


@pytest.mark.parametrize(
    ("text", "quote", "number"),
    [
        ("In 2024 people were killed on the roads.", "2024 people", "2024"),
        ("He was killed at the age of 30.", "age of 30", "30"),
        ("They were killed 30 kilometres away.", "30 kilometres", "30"),
        ("The flood came 30 days after the killing.", "30 days", "30"),
        ("Shells killed cattle and broke 30 windows.", "30 windows", "30"),
    ],
)
def test_a_number_that_counts_nobody_is_refused(stand_in, read, text, quote, number):
    stand_in.script(says([proposal(quote, number)]))
    assert refusal(read(text))


def test_no_number_at_all_needs_a_plural_of_people(stand_in, read):
    text = "Soldiers have been killed. The bridge has been hit by 3 shells."
    stand_in.script(says([proposal("Soldiers have been killed"), proposal("The bridge")]))
    found = read(text)
    (claim,) = found.claims
    assert (claim.quantity.low, claim.quantity.high) == (2, None)
    assert claim.quantity.form is Form.UNSTATED
    assert len(found.problems) == 1


def test_an_invented_speaker_costs_the_claim(stand_in, read):
    stand_in.script(says([{**GOOD, "sources": [source("the Red Cross")]}]))
    assert "stands nowhere" in refusal(read(TEXT))


def test_a_speaker_may_stand_in_another_sentence(stand_in, read):
    text = "Governor Mara Holt spoke to reporters. She said 30 people were killed in the raid."
    told = proposal("30 people", "30", sentence=2, sources=[source("Mara Holt")], stance="claimed")
    stand_in.script(says([told]))
    claim = only(read(text))
    assert claim.origin.source.name == "Mara Holt"
    assert claim.origin.source.kind is SourceKind.NAMED


def test_a_chain_keeps_its_order(stand_in, read):
    text = "The army reported, citing the governor, that 30 people were killed."
    told = [source("the governor", "citing"), source("The army", "reported")]
    stand_in.script(says([proposal("30 people", "30", sources=told, stance="claimed")]))
    chain = only(read(text)).attribution
    assert [credit.text for credit in chain] == ["the governor", "The army"]


def test_nobody_credited_means_nobody_claims(stand_in, read):
    stand_in.script(says([proposal("30 people", "30", stance="claimed")]))
    claim = only(read("The raid killed 30 people."))
    assert claim.attribution == ()
    assert claim.stance is Stance.ASSERTED


def test_the_strongest_qualifier_wins(stand_in, read):
    stand_in.script(says([proposal("30 people", "30", stance="asserted")]))
    assert only(read("About a dozen boats sank and 30 people are feared dead.")).stance is (
        Stance.UNCONFIRMED
    )


def test_a_place_that_the_text_does_not_name_is_left_out(stand_in, read):
    stand_in.script(says([{**GOOD, "place": "in Paris"}]))
    found = read(TEXT)
    (claim,) = found.claims
    assert claim.place is None
    assert "its place “in Paris” stands nowhere" in found.problems[0].reason
    stand_in.script(says([GOOD]))


def test_a_place_of_no_gazetteer_stays_words(stand_in, read):
    text = "The raid at Zzyrqopolis killed 30 people."
    stand_in.script(says([proposal("30 people", "30", place="at Zzyrqopolis")]))
    place = only(read(text)).place
    assert (place.text, place.name, place.lat) == ("at Zzyrqopolis", None, None)


def test_words_that_are_no_time_are_left_out(stand_in, read):
    stand_in.script(says([{**GOOD, "period": "in Russia's Kursk region"}]))
    found = read(TEXT)
    assert found.claims[0].period is None
    assert "names no day" in found.problems[0].reason


def test_each_thing_left_out_lowers_the_confidence(stand_in, read, settings):
    stand_in.script(says([{**GOOD, "place": "in Paris", "period": "in May"}]))
    less = read(TEXT).claims[0]
    settings.setenv("TALLYBOOK_LLM_CACHE", "off")
    stand_in.script(says([GOOD]))
    assert less.confidence < read(TEXT).claims[0].confidence


def test_a_population_is_read_by_our_catalogue(stand_in, read):
    stand_in.script(says([{**GOOD, "of": "30 North Korean soldiers"}]))
    of = only(read(TEXT)).of
    assert (of.text, of.parties) == ("North Korean soldiers", ("KP",))


def test_who_did_it(stand_in, read):
    text = "Russian drones killed 12 civilians in Kharkiv."
    stand_in.script(says([proposal("12 civilians", "12", of="civilians", by="Russian drones")]))
    claim = only(read(text))
    assert claim.by.parties == ("RU",)
    assert claim.of.role == "civilian"


@pytest.mark.parametrize(
    ("key", "value"),
    [("measure", "massacred"), ("stance", "shouted"), ("scope", "eternal")],
)
def test_names_come_out_of_our_lists(stand_in, read, key, value):
    stand_in.script(says([{**GOOD, key: value}]))
    assert f"there is no {key} “{value}”" in refusal(read(TEXT))


def test_a_sub_count_names_its_whole(stand_in, read):
    text = "The raid killed 30 people, including 12 children."
    told = [proposal("30 people", "30"), proposal("12 children", "12", part_of=1)]
    stand_in.script(says(told))
    found = read(text)
    whole, part = found.claims
    assert part.part_of == whole.id


@pytest.mark.parametrize("whole", [0, 2, 9, -1])
def test_a_whole_that_is_not_there_is_left_out(stand_in, read, whole):
    text = "The raid killed 30 people, including 12 children."
    told = [proposal("30 people", "30"), proposal("12 children", "12", part_of=whole)]
    stand_in.script(says(told))
    found = read(text)
    assert [claim.part_of for claim in found.claims] == [None, None]
    assert "the whole is not there" in found.problems[0].reason


def test_an_increment_is_what_the_grammar_reads(stand_in, read):
    told = [proposal("Three more people", "Three", increment=False)]
    stand_in.script(says(told))
    assert only(read("Three more people were killed on Tuesday.")).increment


def test_money(stand_in, read):
    text = "The government promised $40 million in aid to the town."
    stand_in.script(says([proposal("$40 million", "$40 million", "money", stance="planned")]))
    claim = only(read(text))
    assert (claim.quantity.low, claim.quantity.unit) == (40_000_000, "USD")
    assert claim.stance is Stance.PLANNED


def test_vague_words_mean_the_convention(stand_in, read):
    stand_in.script(says([proposal("Dozens of people", "Dozens")]))
    quantity = only(read("Dozens of people were killed.")).quantity
    assert (quantity.form, quantity.convention) == (Form.VAGUE, "default")


def test_a_line_break_inside_a_quote(stand_in, read):
    text = "The raid on the harbour that night killed at least\n30 people, the mayor said."
    stand_in.script(says([proposal("at least 30 people", "at least 30")]))
    found = read(text)
    for claim in found.claims:
        assert claim.text == text[claim.start : claim.end]


def test_the_text_is_sent_as_data(stand_in, read):
    text = 'A "quoted" line: }]} killed 12 people, they said.'
    read(text)
    (document,) = stand_in.documents()
    assert document["sentences"][0]["text"].startswith('A "quoted" line: }]} killed')
    assert document["published"] == "2024-12-18"
    (system, user) = stand_in.asked[0]["messages"]
    assert system["role"] == "system"
    assert "12 people" not in system["content"]
    assert user["role"] == "user"


def test_nothing_is_asked_about_text_that_counts_nothing(stand_in, read):
    assert read("The harbour lay quiet. Gulls cried over the quay.").claims == ()
    assert stand_in.asked == []


def test_a_proposal_from_what_is_shown_again_is_one_claim(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_CHUNK", "500")
    filler = "Nothing else was said about the long night in the old harbour by the river. " * 6
    text = f"The raid killed 30 people. {filler}Then 5 shells fell and 4 people were wounded."
    told = [proposal("30 people", "30", sentence=1)]
    stand_in.script(says(told))
    found = read(text)
    assert [claim.text for claim in found.claims] == ["30 people"]


def test_a_fence_around_the_reply_is_taken_off(stand_in, read):
    import json

    stand_in.script(replies("```json\n" + json.dumps({"claims": [GOOD]}) + "\n```"))
    assert only(read(TEXT)).text == "At least 30 North Korean soldiers"
