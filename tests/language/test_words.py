"""Words are split as the treebanks split them, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.language.words import split_words

CASES = {
    "don't": "do n't",
    "don’t": "do n’t",
    "cannot": "can not",
    "Ukraine’s HUR": "Ukraine ’s HUR",
    "the soldiers' bodies": "the soldiers ' bodies",
    "O'Brien d’Ivoire Sana'a": "O'Brien d’Ivoire Sana'a",
    "U.S. Gen. Kim": "U.S. Gen. Kim",
    "the U.S.-led force": "the U.S. - led force",
    "at 5 a.m. on Dec. 5.": "at 5 a.m. on Dec. 5 .",
    "No. 5 fell. No.": "No. 5 fell . No .",
    "$5.6bn and US$3.5 million": "$ 5.6 bn and US$ 3.5 million",
    "C$5 or €10m": "C$ 5 or € 10 m",
    "11,000 troops": "11,000 troops",
    "62-64 dead": "62 - 64 dead",
    "2024-12-18, 9/11": "2024-12-18 , 9/11",
    "the 20th, 1990s, '60s": "the 20th , 1990s , '60s",
    "7:30pm, 12kg": "7:30 pm , 12 kg",
    "30% of": "30 % of",
    "al-Qaeda": "al - Qaeda",
    "year-old": "year - old",
    "pro-Russian anti-aircraft ex-soldiers": "pro-Russian anti-aircraft ex-soldiers",
    "“Dozens died,” he said.": "“ Dozens died , ” he said .",
    "1,200.[3]": "1,200 . [ 3 ]",
    "dead...and": "dead ... and",
    "dead--and — then": "dead -- and — then",
    "What?! Yes!": "What ?! Yes !",
    "AT&T and R&D": "AT&T and R&D",
    "https://a.org/b?c=1. Or x@y.com, news.com": "https://a.org/b?c=1 . Or x@y.com , news.com",
    "and/or": "and / or",
}


@pytest.mark.parametrize(("text", "words"), CASES.items())
def test_words(text: str, words: str) -> None:
    assert [text[start:end] for start, end in split_words(text, 0, len(text))] == words.split()


@given(st.text(max_size=60) | st.text(alphabet="ab.'’-&@1, US$:/!?\n", max_size=60))
def test_every_character_but_space_is_in_one_word(text: str) -> None:
    spans = split_words(text, 0, len(text))
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == sorted(set(covered))
    missing = set(range(len(text))) - set(covered)
    assert all(text[i].isspace() for i in missing)
    assert not any(char.isspace() for start, end in spans for char in text[start:end])


@given(st.text(max_size=30), st.text(alphabet="ab.-'1 ", max_size=30), st.text(max_size=30))
def test_words_stay_within_the_span(before: str, text: str, after: str) -> None:
    start, end = len(before), len(before) + len(text)
    assert all(
        start <= first < last <= end
        for first, last in split_words(before + text + after, start, end)
    )
