"""Sentences end where a reader would end them, and nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.language.sentences import LONGEST, split_sentences

# A bar stands where a sentence ends.
CASES = [
    "U.S. officials said.| Gen. Kim Yong Bok was there at 5 a.m. on Monday.| He left.",
    "The No. 2 commander, Lt. Col. J. R. Smith Jr., died.| Others fled.",
    "“We lost 30 men,” he said.| “It was terrible.”",
    "It said: “Dozens died.”| Reuters could not verify this.",
    '"Why?" he asked.| Nobody knew.',
    "It lasted until 6 a.m. Sunday.| He came at 5 p.m.| The attack began.",
    "Mr. Zelenskyy said so in Sept. 2024.| Others, e.g. the U.N., did not.",
    "About $5.6 million was lost.| The toll rose by 12.5 percent.",
    "Dozens of Soldiers Killed in Kursk\n|Officials say 30 died\n|The strike came.| It was.",
    "He fled to St. Petersburg.\n\n|Reuters",
]

WRAPPED = """
   MEANWHILE, THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED
DURING CLASHES YESTERDAY IN THE DEPARTMENTS.  THE BATTALION REPORTED THAT
ONE EXTREMIST WAS KILLED AND FIVE OTHERS WERE WOUNDED DURING A CLASH NEAR
THE FARM.

   IT WAS ALSO REPORTED THAT A SOLDIER WAS WOUNDED AND TAKEN TO THE MILITARY
HOSPITAL IN THIS CAPITAL.
"""


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    assert texts(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_hard_wrapped_lines_run_on() -> None:
    found = [" ".join(text.split()) for text in texts(WRAPPED)]
    assert len(found) == 3
    assert found[1].startswith("THE BATTALION")
    assert found[1].endswith("NEAR THE FARM.")
    assert found[2].endswith("HOSPITAL IN THIS CAPITAL.")


def test_a_last_line_may_be_short() -> None:
    text = "NINE SOLDIERS DIED IN A CLASH WITH REBELS, AND FOUR\nWEAVERS WERE TAKEN."
    assert texts(text) == [text]


def test_a_list_of_headlines_is_not_wrapped_text() -> None:
    lines = [
        "Russia says 40 killed in strike on village",
        "Flood toll passes two hundred",
        "Weather for Friday",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_part_of_the_text_can_be_split() -> None:
    text = "One died. Two fled. Three hid."
    assert split_sentences(text, 10, 19) == [(10, 19)]


def test_no_sentence_is_endless() -> None:
    spans = split_sentences("word " * 20_000 + "x" * 10_000)
    assert max(end - start for start, end in spans) <= LONGEST
    assert sum(end - start for start, end in spans) >= 20_000 * 4 + 10_000


@given(st.text(max_size=200) | st.text(alphabet="Aab.! \n\"'1", max_size=200))
def test_every_character_but_space_is_in_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in set(range(len(text))) - covered)
