"""What holds for every text: numbers are read back, spans are sound, nothing crashes or lags."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import steps

from tallybook.catalogue.conventions import convention_names, load_convention
from tallybook.extract.numbers.tokens import split_paragraphs
from tallybook.extract.quantities import Kind, QuantityMention, find_quantities
from tallybook.language.number_words import load_number_words

WORDS = load_number_words("en")
CONVENTION = load_convention()
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
ONES_AND_TEENS = [*ONES.split(), "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def read(text: str) -> list[QuantityMention]:
    return find_quantities(text, 0, len(text), WORDS, CONVENTION)


def spelt(number: int) -> str:
    """English words for a number below a billion."""
    for worth, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= worth:
            above, below = divmod(number, worth)
            joiner = " and " if worth == 100 else " "
            return f"{spelt(above)} {word}" + (f"{joiner}{spelt(below)}" if below else "")
    if number < 20:
        return ONES_AND_TEENS[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f"-{ONES_AND_TEENS[ones]}" if ones else "")


@given(st.integers(min_value=2, max_value=10**9 - 1))
def test_a_number_in_words_is_read_back(number: int) -> None:
    text = f"{spelt(number)} people fled"
    (mention,) = read(text)
    assert (mention.quantity.low, mention.quantity.high) == (number, number)
    assert mention.kind == Kind.COUNT
    assert mention.quantity.words == spelt(number)


@given(st.integers(min_value=2, max_value=10**12), st.sampled_from([",", "\u00a0", "\u202f", " "]))
def test_a_grouped_number_is_read_back(number: int, mark: str) -> None:
    text = f"{number:,}".replace(",", mark) + " people fled"
    (mention,) = read(text)
    assert (mention.quantity.low, mention.quantity.high) == (number, number)


@given(st.integers(min_value=2, max_value=10**14))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    (mention,) = read(f"{number} people fled")
    assert mention.quantity.low == mention.quantity.high == number


@given(
    st.integers(min_value=1, max_value=900),
    st.integers(min_value=1, max_value=90),
    st.sampled_from(["{}-{}", "{}–{}", "{} to {}", "between {} and {}", "{} or {}"]),
)
def test_a_range_is_read_back(low: int, more: int, shape: str) -> None:
    (mention,) = read(shape.format(low, low + more) + " people fled")
    assert (mention.quantity.low, mention.quantity.high) == (low, low + more)


PIECES = st.sampled_from(
    [
        *("at least", "more than", "up to", "nearly", "about", "some", "a", "an", "no", "one"),
        *(
            "two",
            "dozen",
            "dozens",
            "hundred",
            "hundreds",
            "thousand",
            "million",
            "of",
            "and",
            "or",
        ),
        *("to", "-", "–", ",", ".", "$", "€", "%", "m", "k", "bn", "30", "1,204", "1.204"),
        *("2022", "half", "quarter", "third", "several", "few", "between", "from", "more", "+"),
        *(
            "others",
            "people",
            "aged",
            "year-old",
            "km",
            "May",
            "Dec",
            ":",
            "/",
            "pm",
            "\n",
            "\n\n",
            "½",
            "٣",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join)
)


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(convention_names()))
def test_mentions_are_sound(text: str, convention: str) -> None:
    mentions = find_quantities(text, 0, len(text), WORDS, load_convention(convention))
    last = 0
    for mention in mentions:
        assert last <= mention.start <= mention.number_start < mention.number_end <= mention.end
        assert mention.end <= len(text)
        assert mention.quantity.words == text[mention.start : mention.end]
        low, high = mention.quantity.low, mention.quantity.high
        assert low is None or high is None or low <= high
        last = mention.end


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_window_holds_its_mentions(text: str, start: int, length: int) -> None:
    for mention in find_quantities(text, start, start + length, WORDS, CONVENTION):
        assert start <= mention.start < mention.end <= start + length


@given(st.text(max_size=80))
def test_tokens_cover_all_but_blanks_once(text: str) -> None:
    end = 0
    for tokens in split_paragraphs(text, 0, len(text)):
        for start, stop in zip(tokens.starts, tokens.ends, strict=True):
            assert not text[end:start].strip("\u2029\f_") or text[end:start].isspace()
            assert start >= end
            end = stop


@pytest.mark.parametrize(
    "piece",
    [
        "30, ",
        "22,24,",
        "1 ",
        "1-",
        "one hundred and ",
        "hundred ",
        "a ",
        "between 3 and ",
        "at least ",
        "dozens, ",
        "1/2/",
        "aged 5 and ",
        "$",
        "9",
        "Dec 17 ",
        "one in ",
        "half a ",
        "....",
        "a-1-",
        "from 1 to ",
        "$1-",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    read(piece * 10)  # what is loaded once is loaded
    few, many = (steps(read, piece * count) for count in (500, 4_000))
    assert many < 8 * 1.2 * few


def test_a_long_number_has_no_value() -> None:
    (mention,) = read("9" * 5000)
    assert mention.kind == Kind.IDENTIFIER
    assert mention.quantity.low is None


def test_values_are_decimals() -> None:
    (mention,) = read("two and a half million people")
    assert mention.quantity.low == Decimal(2_500_000)
    assert str(mention.quantity.low) == "2500000"
