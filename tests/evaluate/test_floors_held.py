"""Accuracy does not fall below eval/floors.toml; a known gap that is closed is no gap any more."""

from pathlib import Path

import pytest

from tallybook.evaluate.cases import load_cases
from tallybook.evaluate.floors import below, load_floors
from tallybook.evaluate.registry import load_evaluation

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["corpus", "heldout", "confidence", "seeds"])
def test_the_floors_hold(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    chosen = load_evaluation(name)
    folder = Path(chosen.FOLDER)
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    outcome = chosen.evaluate(folder, None)
    floors = load_floors(ROOT / "eval" / "floors.toml")[name]
    assert floors
    assert below(outcome, floors) == []
    if name == "corpus":
        known = {case.id for case in load_cases(folder) if case.xfail is not None}
        assert {miss.where.split()[1] for miss in outcome.misses} <= known, (
            "python -m tools.known_gaps"
        )
    closed = [miss for miss in outcome.misses if miss.found == "right: drop xfail"]
    assert closed == []
