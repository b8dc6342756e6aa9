"""Which language a text is in: told where enough speaks for one, else nothing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.language.detect import (
    detect_language,
    language_name,
    primary_code,
    read_languages,
)

CASES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))


@pytest.mark.parametrize(("language", "text"), list(CASES["told"].items()))
def test_a_language_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("line", CASES["english"]["lines"])
def test_english_is_told(line: str) -> None:
    assert detect_language(line) == "en"


@pytest.mark.parametrize("line", CASES["untold"]["lines"])
def test_a_short_line_is_never_misjudged(line: str) -> None:
    assert detect_language(line) in (None, "en")


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    found = detect_language(text)
    assert found is None or primary_code(found) == found


def test_a_language_has_a_name() -> None:
    assert language_name("es-MX") == "Spanish (es)"
    assert language_name("xx") == "'xx'"


def test_english_is_read() -> None:
    assert "en" in read_languages()
