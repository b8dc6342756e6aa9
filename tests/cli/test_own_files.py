"""A user's own files on the command line: measures, sources, places; and no ledger for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.cli.main import app

EXAMPLES = Path(__file__).parents[2] / "examples" / "measures"
SOURCE = '[[source]]\nid = "BLORP"\nkind = "rescue"\nparty = "PT"\naliases = ["blorp"]\n'
PLACE = (
    "1\tZorbograd\tZorbograd\t\t40.1\t-8.2\tP\tPPL\tPT\t\t\t\t\t\t9000\t\t\tEurope/Lisbon\t2024\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fires.txt").write_text(
        "Twelve people were hurt in the fires near Zorbograd, BLORP said.\n", "utf-8"
    )
    return tmp_path


def run(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(app, list(arguments))
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return result.exit_code, lines, result.output


def test_own_sources_and_places_are_read(here: Path) -> None:
    (here / "own.toml").write_text(SOURCE, "utf-8")
    (here / "places.tsv").write_text(PLACE, "utf-8")
    code, (claim,), _ = run(
        *("extract", "fires.txt", "--sources", str(here / "own.toml")),
        *("--places", str(here / "places.tsv")),
    )
    assert code == 0
    assert claim["place"]["country"] == "PT"  # type: ignore[index]
    assert claim["attribution"][0]["source"] == "BLORP"  # type: ignore[index]
    assert claim["attribution"][0]["party"] == "PT"  # type: ignore[index]


@pytest.mark.parametrize(
    ("option", "text", "says"),
    [
        ("--sources", '[[source]]\nid = "X"\nkind = "rescue"\naliases = ["bbc"]\n', "'bbc'"),
        ("--sources", "[[source]\n", "no TOML"),
        ("--sources", 'name = "x"\n', "holds 'name'"),
        ("--places", "one\ttwo\n", "has 2 columns"),
        ("--measures", 'name = "x"\n', "title is missing"),
    ],
)
def test_a_broken_file_stops_the_run(here: Path, option: str, text: str, says: str) -> None:
    (here / "own.toml").write_text(text, "utf-8")
    code, lines, output = run("add", "fires.txt", option, str(here / "own.toml"))
    assert code == 2
    assert lines == []
    assert "own.toml" in output
    assert says in output
    assert not (here / "tallybook.db").exists()


def test_shipped_measures_reach_the_tallies(here: Path) -> None:
    (here / "night.txt").write_text(
        "Iran fired 180 missiles at the city on Friday, the army said. "
        "The strike left 40,000 customers without power, the utility said.\n",
        "utf-8",
    )
    own = [
        argument
        for path in sorted(EXAMPLES.glob("*.toml"))
        for argument in ("--measures", str(path))
    ]
    assert run("add", "night.txt", "--published", "2025-03-02", *own)[0] == 0
    code, tallies, _ = run("tallies", "--json", *own)
    assert code == 0
    assert sorted((str(t["measure"]), t["low"]) for t in tallies) == [
        ("munitions_launched", 180),
        ("people_without_power", 40000),
    ]


def test_a_misspelt_name_leaves_no_ledger_behind(here: Path) -> None:
    code, _, output = run("add", "fyres.txt")
    assert code == 1
    assert "fyres.txt: does not exist" in output
    assert "no ledger was made at tallybook.db" in output
    assert not (here / "tallybook.db").exists()


def test_beside_a_report_the_misspelt_name_is_recorded(here: Path) -> None:
    assert run("add", "fyres.txt", "fires.txt")[0] == 1
    assert (here / "tallybook.db").exists()
    assert run("add", "other.txt")[0] == 1


def test_another_language_is_said_so(here: Path) -> None:
    (here / "es.txt").write_text(
        "Al menos doce personas murieron en el ataque contra la ciudad, dijo la policía.\n",
        "utf-8",
    )
    for command in ("extract", "quantities", "attributions", "places"):
        code, lines, output = run(command, "es.txt")
        assert (code, lines) == (1, [])
        assert "es.txt: it is written in Spanish (es); only English is read" in output
    code, lines, output = run("extract", "fires.txt", "--language", "es")
    assert (code, lines) == (1, [])
