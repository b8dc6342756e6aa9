"""The small parts of the page: foreign text, the reader's locale, files that never change."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.web.assets import Assets
from tallybook.web.locale import reader_of
from tallybook.web.shown import has_controls, one_line, shown


@given(st.text())
def test_what_is_shown_has_no_controls(text: str) -> None:
    told = shown(text)
    assert not has_controls(told)
    assert shown(told) == told


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_letters_stay_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_controls_are_named() -> None:
    assert shown("a\u202eb\x00c") == "a⟦RLO⟧b⟦U+0000⟧c"
    assert one_line(" two\n lines\u2066 ") == "two lines⟦LRI⟧"


@pytest.mark.parametrize(
    ("accepted", "number", "day"),
    [
        (None, "70,000", "18 December 2024"),
        ("en-US,en;q=0.9", "70,000", "December 18, 2024"),
        ("de-CH", "70’000", "18. Dezember 2024"),
        ("fr;q=0.5, es;q=0.9", "70.000", "18 de diciembre de 2024"),
        ("xx-YY, */*;q=0.1", "70,000", "18 December 2024"),
        ("de;q=0, en", "70,000", "18 December 2024"),
        ("de;q=many", "70,000", "18 December 2024"),
    ],
)
def test_numbers_and_days_are_the_readers(accepted: str | None, number: str, day: str) -> None:
    reader = reader_of(accepted)
    assert reader.number(Decimal(70_000)) == number
    assert reader.day(date(2024, 12, 18)) == day
    assert reader.day(None) == "undated"


def test_a_file_is_asked_for_by_what_is_in_it() -> None:
    assets = Assets()
    url = assets.url("base.css")
    _, static, digest, name = url.split("/", 3)
    assert (static, name) == ("static", "base.css")
    found = assets.get(digest, name)
    assert found is not None
    assert found.media_type == "text/css"
    assert assets.get("0" * len(digest), name) is None
    assert assets.get(digest, "../app.py") is None
    with pytest.raises(KeyError):
        assets.url("none.css")
