"""Names that read like a command stand as one name; commands and titles do not."""

from __future__ import annotations

import pytest

from tallybook.language.titled import load_titled

WORDS = load_titled()


def names(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in WORDS.names(sentence, 0, len(sentence))]


@pytest.mark.parametrize("sentence", sorted(WORDS.examples))
def test_a_name_is_found(sentence: str) -> None:
    assert len(names(sentence)) == 1


@pytest.mark.parametrize("sentence", sorted(WORDS.silent))
def test_what_is_no_name_is_not(sentence: str) -> None:
    assert names(sentence) == []
