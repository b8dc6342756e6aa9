"""Measures: the tree, and clear errors for a user's broken file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallybook.catalogue.measures import load_measures
from tallybook.errors import DataError


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    return path


def test_killed_is_within_killed_or_wounded() -> None:
    assert "killed_or_wounded" in load_measures().wholes("killed")


def test_a_union_is_named_by_its_parts() -> None:
    assert load_measures().unions[frozenset({"killed", "missing"})] == "killed_or_missing"


def test_a_users_measure_is_one_file(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        'name = "launched"\ntitle = "Launched"\naccrual = "events"\nunit = "item"\n'
        '[en]\nobject_verbs = ["launch"]\nthings = ["missile"]\n',
    )
    measures = load_measures("en", [own])
    assert measures["launched"].unit == "item"
    assert "launch" in measures.words["launched"].object_verbs


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "no TOML"),
        ('title = "X"\naccrual = "events"\n', "name is missing"),
        ('name = "x"\ntitle = "X"\naccrual = "often"\n', "accrual is 'often'"),
        ('name = "x"\ntitle = "X"\naccrual = "events"\nparents = ["klled"]\n', "'klled'"),
        ('name = "x"\ntitle = "X"\naccrual = "events"\ncolour = 3\n', "'colour'"),
        ('name = "x"\ntitle = "X"\naccrual = "events"\n[en]\nverbs = ["go"]\n', "'verbs'"),
        ('name = "x"\ntitle = "X"\naccrual = "events"\n[en]\nnouns = 3\n', "nouns must be"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, text: str, says: str) -> None:
    own = write(tmp_path, text)
    with pytest.raises(DataError) as error:
        load_measures("en", [own])
    assert str(own) in str(error.value)
    assert says in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_measures("en", [tmp_path / "none.toml"])
