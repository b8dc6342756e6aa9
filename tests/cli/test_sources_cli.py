"""`tallybook sources`, and what a bad file of sources or conflicts says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.cli.main import app


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    texts = {
        "star": "At least 12 villagers were killed in Onda, the river guard said on Monday. "
        "Hospital sources said 20 people were wounded.\n",
        "post": "At least 12 villagers were killed in Onda, Ukraine's HUR said on Tuesday.\n",
    }
    path = folder / "t.db"
    for number, (name, text) in enumerate(texts.items()):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        code, _, output = run(
            *("add", str(folder / f"{name}.txt"), "--ledger", str(path)),
            *("--published", f"2024-12-1{number + 6}", "--publisher", name.title()),
        )
        assert code == 0, output
    return path


def run(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(app, list(arguments))
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return result.exit_code, lines, result.output


def test_the_table_names_each_source(ledger: Path) -> None:
    code, _, output = run("sources", "--ledger", str(ledger))
    assert code == 0
    assert output.splitlines()[0].split()[:4] == ["statements", "claims", "reports", "outlets"]
    assert "unnamed, medical" in output
    assert "HUR" in output


def test_the_record_has_stable_keys(ledger: Path) -> None:
    code, records, _ = run("sources", "--json", "--ledger", str(ledger), "--party", "UA")
    assert code == 0
    (record,) = records
    assert record == {
        "name": "HUR",
        "kind": "named",
        "branch": "intelligence",
        "party": "UA",
        "party_name": "Ukraine",
        "speaks_for": None,
        "claims": 1,
        "statements": 1,
        "reports": 1,
        "outlets": 1,
        "first": "2024-12-17",
        "last": "2024-12-17",
    }


def test_one_measure_alone(ledger: Path) -> None:
    _, records, _ = run("sources", "--json", "--ledger", str(ledger), "--measure", "wounded")
    assert [one["branch"] for one in records] == ["medical"]
    code, _, output = run("sources", "--ledger", str(ledger), "--measure", "harmed")
    assert code == 2
    assert "no measure is called 'harmed'" in output


def test_who_cites_whom(ledger: Path) -> None:
    code, records, _ = run("sources", "--cites", "--json", "--ledger", str(ledger))
    assert code == 0
    assert {(one["outlet"], one["claims"]) for one in records} == {("Star", 1), ("Post", 1)}
    assert {"outlet", "source", "party", "claims", "statements", "via"} == set(records[0])
    _, _, output = run("sources", "--cites", "--ledger", str(ledger), "--party", "KP")
    assert "Nobody is cited." in output


def test_nobody_speaks_for_a_party_without_sources(ledger: Path) -> None:
    _, _, output = run("sources", "--ledger", str(ledger), "--party", "KP")
    assert "No sources" in output


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--sources", '[[source]]\nid = "A"\nsame_as = "A"\n', "line 3: same_as runs in a circle"),
        (
            "--conflicts",
            '[[conflict]]\nid = "a"\n[[conflict.side]]\nparties = ["UA"]\n'
            '[[conflict.side]]\nparties = ["UA"]\n',
            "line 6: a sets UA against itself",
        ),
    ],
)
def test_a_bad_file_is_named_by_line(
    ledger: Path, tmp_path: Path, option: str, text: str, said: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    code, lines, output = run("sources", "--ledger", str(ledger), option, str(path))
    assert (code, lines) == (2, [])
    assert f"own.toml, {said}" in output


def test_a_circle_stops_add_and_leaves_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[source]]\nid = "A"\nsame_as = "A"\n', "utf-8")
    (tmp_path / "a.txt").write_text("Twelve people were hurt, A said.\n", "utf-8")
    code, _, output = run(
        *("add", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "t.db")),
        *("--sources", str(tmp_path / "own.toml")),
    )
    assert code == 2
    assert "own.toml, line 3" in output
    assert not (tmp_path / "t.db").exists()


def test_words_in_a_text_name_the_source_they_stand_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "At least 30 soldiers were killed near the village, Ukraine's HUR said on Monday. "
        "Eight more were wounded, the agency said. "
        "Kyiv said it had lost nobody. Pyongyang said 4 men had been hurt. "
        "The Kremlin said 12 people had died. The White House said 50 had been wounded. "
        "The Norond Institute said 70 people had died. "
        "A senior US military official said 90 men had been killed.\n",
        "utf-8",
    )
    code, records, _ = run("attributions", str(tmp_path / "a.txt"))
    assert code == 0
    assert [(one["name"], one["kind"], one["party"]) for one in records] == [
        ("HUR", "named", "UA"),
        ("HUR", "named", "UA"),
        ("Government of Ukraine", "named", "UA"),
        ("Government of North Korea", "named", "KP"),
        ("Government of Russia", "named", "RU"),
        ("Government of the United States", "named", "US"),
        ("Norond Institute", "named", None),
        ("senior US military official", "anonymous", "US"),
    ]
