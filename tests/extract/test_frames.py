"""Frames: each shape that counts has a sentence that it reads, by its own name."""

from __future__ import annotations

import pytest

from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.model import Block, Claim, Form, Report, Role, Scope, Stance


def read(text: str) -> tuple[Claim, ...]:
    report = Report(text=text)
    return extract(report, [Block(Role.BODY, 0, len(text))]).claims


def one(text: str, measure: str) -> Claim:
    found = [claim for claim in read(text) if claim.measure == measure]
    assert len(found) == 1, [(claim.measure, claim.text) for claim in read(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "measure", "words", "rule"),
    [
        ("Two mortar shells killed nine farmers.", "killed", "nine farmers", "object-of-verb"),
        ("Nine farmers were killed.", "killed", "Nine farmers", "subject-of-passive"),
        ("Nine farmers died in the blast.", "killed", "Nine farmers", "subject-of-verb"),
        ("The nine farmers killed in the blast lived nearby.", "killed", "nine farmers",
         "participle-of-noun"),
        ("The blast left nine farmers dead.", "killed", "nine farmers", "secondary-predicate"),
        ("Nine farmers are missing.", "missing", "Nine farmers", "subject-of-adjective"),
        ("Medics met nine wounded farmers.", "wounded", "nine wounded farmers",
         "attribute-of-noun"),
        ("The hospital counted nine deaths.", "killed", "nine deaths", "counted-noun"),
        ("The deaths of nine farmers shook the valley.", "killed", "nine farmers",
         "of-counted-noun"),
        ("Nine farmers lost their lives.", "killed", "Nine farmers", "subject-of-idiom"),
        ("The flood claimed nine lives.", "killed", "nine lives", "object-of-idiom"),
        ("The death toll rose to 45.", "killed", "death toll rose to 45", "toll-noun"),
        ("The ministry put the dead at 2,300.", "killed", "dead at 2,300", "figure-of-subject"),
        ("Missing: 17", "missing", "Missing: 17", "label"),
        ("The pilots of both ferries have not been found; 19 sailors have not been found.",
         "missing", "19 sailors", "subject-of-passive"),
        ("Another six people were in hospital.", "wounded", "Another six people",
         "subject-of-state"),
        ("There are 4,000 soldiers on the island.", "deployed", "4,000 soldiers", "presence"),
        ("The fleet confirmed the loss of three tanks.", "equipment_lost", "three tanks",
         "of-counted-noun"),
    ],
)  # fmt: skip
def test_a_shape_is_read_by_its_name(text: str, measure: str, words: str, rule: str) -> None:
    claim = one(text, measure)
    assert claim.text == words
    assert claim.rule.split(",")[0] == rule


def test_a_figure_for_two_measures_joined_is_of_their_union() -> None:
    claim = one("At least 18 recruits were killed or wounded.", "killed_or_wounded")
    assert (claim.quantity.low, claim.quantity.high) == (18, None)


def test_two_figures_stay_two_measures() -> None:
    claims = {claim.measure: claim.text for claim in read("The shell killed 12 and wounded 30.")}
    assert claims == {"killed": "killed 12", "wounded": "wounded 30"}


def test_a_modifier_holds_for_its_own_number_only() -> None:
    claims = {c.measure: c for c in read("At least five were killed and eight wounded.")}
    assert claims["killed"].quantity.form is Form.AT_LEAST
    assert claims["wounded"].quantity.form is Form.EXACT


def test_a_sub_count_names_its_whole() -> None:
    whole, part = read("The raid killed 40 villagers, including 12 children.")
    assert part.part_of == whole.id
    assert part.of.role == "child"


def test_a_sub_count_of_the_sentence_before_names_its_whole() -> None:
    whole, part = read("Twenty people drowned in the river. Seven of them were children.")
    assert part.part_of == whole.id


def test_singles_under_one_predicate_are_counted_together() -> None:
    claim = one("A toddler and a man were killed.", "killed")
    assert claim.quantity.low == claim.quantity.high == 2


def test_counts_without_a_number_show_the_texts_own_words() -> None:
    for text in ("A toddler and a man were killed.", "The unit suffered “heavy” troop losses."):
        claims = read(text)
        assert claims
        for claim in claims:
            assert claim.quantity.words in claim.text


def test_heavy_losses_name_the_convention_that_was_chosen() -> None:
    text = "The brigade suffered heavy losses."
    report, blocks = Report(text=text), [Block(Role.BODY, 0, len(text))]
    (claim,) = extract(report, blocks, ExtractOptions(convention="acled")).claims
    assert claim.quantity.convention == "acled"


def test_a_bare_plural_is_unstated() -> None:
    claim = one("Soldiers have been killed near the bridge.", "killed")
    assert (claim.quantity.form, claim.quantity.low) == (Form.UNSTATED, 2)


def test_troops_moved_without_a_number_are_no_claim() -> None:
    assert read("Northern troops were being moved to the front.") == ()


def test_a_named_persons_death_is_no_count() -> None:
    assert read("General Adrian Kell was killed.") == ()


def test_nobody_hurt_is_a_claim_of_zero() -> None:
    claim = one("No one was injured in the fire.", "wounded")
    assert (claim.quantity.form, claim.quantity.high) == (Form.NONE, 0)


def test_an_earlier_figure_is_a_claim_beside_the_new_one() -> None:
    texts = {claim.text: claim.rule for claim in read("The death toll rose to 36 from 29.")}
    assert texts["29"] == "earlier-figure"


def test_the_dead_of_another_town_are_read_from_the_bare_figure() -> None:
    claims = read("The storm killed 12 people in Manila and seven in Cebu.")
    assert [claim.quantity.low for claim in claims] == [12, 7]


def test_a_total_of_what_was_just_counted() -> None:
    claims = read("Twelve miners died overnight, bringing the total to 133.")
    assert [(c.measure, c.quantity.low) for c in claims] == [("killed", 12), ("killed", 133)]
    assert claims[1].scope is Scope.CUMULATIVE


def test_troops_moved_are_not_displaced() -> None:
    assert [c.measure for c in read("The army moved 5,000 soldiers to the border.")] == ["deployed"]


def test_hypothetical_deaths_are_told_apart() -> None:
    claim = one("If the dam breaks, 3,000 people could be killed.", "killed")
    assert claim.stance is Stance.HYPOTHETICAL


def test_every_span_holds_the_numbers_words() -> None:
    text = "No fewer than 62 worshippers were killed, and between 20 and 25 others were hurt."
    for claim in read(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.quantity.words in claim.text


def test_a_report_too_long_is_a_problem_and_costs_no_time() -> None:
    text = "Ten men died. " * 200_000
    report = Report(text=text, path="long.txt")
    outcome = extract(report, [Block(Role.BODY, 0, len(text))])
    assert outcome.claims == ()
    assert "long.txt" in outcome.problems[0].where
    assert "split it" in outcome.problems[0].remedy


def test_a_report_in_another_language_is_said_so() -> None:
    text = "Al menos 30 personas murieron."
    report = Report(text=text, language="es")
    outcome = extract(report, [Block(Role.BODY, 0, len(text))])
    assert outcome.claims == ()
    assert "Spanish (es)" in outcome.problems[0].reason
