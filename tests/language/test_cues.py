from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from tallybook.errors import DataError
from tallybook.language.cues import build_cues, load_cues
from tallybook.language.stances import build_stances


def read(name: str) -> dict[str, Any]:
    path = files("tallybook.language") / "en" / name
    return tomllib.loads(path.read_text("utf-8"))


def test_every_verb_takes_something() -> None:
    for lemma, groups in load_cues().verbs.items():
        assert all(group.takes or group.prepositions for group in groups), lemma


def test_every_cue_is_lower_case() -> None:
    cues = load_cues()
    for lemma in (*cues.verbs, *cues.nouns, *cues.adjectives):
        assert lemma == lemma.lower()


@pytest.mark.parametrize("example", load_cues().examples)
def test_every_example_marks_its_cue(example: str) -> None:
    assert re.search(r"\[[^\]]+\]", example)


def test_a_group_without_example_is_named() -> None:
    data = read("cues.toml")
    data["verb"][0]["examples"] = []
    with pytest.raises(DataError, match=r"cues.toml.*'report' has no example"):
        build_cues("cues.toml", data)


def test_an_unknown_frame_is_named() -> None:
    data = read("cues.toml")
    data["verb"][0]["clauses"] = ["say"]
    with pytest.raises(DataError, match=r"unknown.*clauses"):
        build_cues("cues.toml", data)


def test_a_missing_table_is_named() -> None:
    data = read("cues.toml")
    del data["phrases"]
    with pytest.raises(DataError, match="phrases"):
        build_cues("cues.toml", data)


def test_a_language_without_cues_is_named() -> None:
    with pytest.raises(DataError, match="'xx' has no cues"):
        load_cues("xx")


def test_an_order_of_stances_that_leaves_one_out_is_named() -> None:
    data = read("stances.toml")
    data["order"].pop()
    with pytest.raises(DataError, match="name every stance once"):
        build_stances("stances.toml", data)
