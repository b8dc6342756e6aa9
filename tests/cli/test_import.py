"""import series on the command line: what it prints, what it writes, what it refuses."""

import json
from pathlib import Path

import pytest

from tallybook.store import Ledger

EXAMPLES = Path(__file__).parents[2] / "examples" / "series"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "series"
MAPPING = """
name = "harbour-office"
publisher = "Harbour Gazette"
date = "day"
place = "Lebanon"
parties = ["LB"]
corrections = "*_mended.json"
[[source]]
name = "Harbour Office"
party = "LB"
[[figure]]
field = "dead"
measure = "killed"
[[figure]]
field = "hurt"
measure = "wounded"
"""
ROWS = [
    {"day": "2031-03-01", "dead": 12, "hurt": 40, "wind": "west"},
    {"day": "2031-03-02", "dead": 19, "hurt": 44},
    {"day": "2031-03-05", "dead": 17, "hurt": None},
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a series and its mapping, in which commands run; today is past its days."""
    monkeypatch.chdir(tmp_path)
    rows = [{**row, "day": row["day"].replace("2031", "2021")} for row in ROWS]
    (tmp_path / "toll.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "map.toml").write_text(MAPPING, "utf-8")
    return tmp_path


def imported(run, *more, file="toll.json"):
    return run("import", "series", file, "--mapping", "map.toml", "--ledger", "t.db", *more)


def test_a_series_becomes_tallies(run, desk):
    result = imported(run)
    assert result.exit_code == 0, result.stderr
    assert "3 rows, 1 March 2021 to 5 March 2021, 2 days missing, 5 claims, 3 new" in result.stdout
    assert "fields that the mapping does not name: wind" in result.stdout
    assert "2 new tallies, 0 changed" in result.stdout
    told = run("tallies", "--ledger", "t.db", "--json").stdout.splitlines()
    found = {one["measure"]: one for one in map(json.loads, told)}
    assert found["killed"]["low"] == 17
    assert found["wounded"]["low"] == 44
    assert [each["low"] for each in found["killed"]["revisions"]] == [12, 19, 17]
    again = imported(run)
    assert "3 known already" in again.stdout
    assert "no answer changed" in again.stdout


def test_what_was_imported_as_json(run, desk):
    (record,) = map(json.loads, imported(run, "--json").stdout.splitlines())
    assert record["written"]
    assert (record["first"], record["last"]) == ("2021-03-01", "2021-03-05")
    assert (record["rows"], record["reports"], record["claims"]) == (3, 3, 5)
    assert record["added"] == {"new": 3}
    assert record["missing_days"] == 2
    assert record["unmapped"] == ["wind"]
    assert record["problems"] == []


def test_show_explain_and_claims_say_where_a_figure_stands(run, desk):
    imported(run)
    told = run("claims", "--ledger", "t.db").stdout
    assert '"dead": 12' in told
    assert "Harbour Office" in told
    first = json.loads(run("claims", "--ledger", "t.db", "--json").stdout.splitlines()[0])
    why = run("explain", first["id"], "--ledger", "t.db")
    assert why.exit_code == 0
    assert "said by Harbour Office" in why.stdout
    assert "“12”  [digits]" in why.stdout
    assert '“"day": "2021-03-01"”' in why.stdout
    tally = json.loads(run("tallies", "--ledger", "t.db", "--json").stdout.splitlines()[0])
    assert "Harbour Office" in run("show", tally["id"], "--ledger", "t.db").stdout


def test_a_check_writes_nothing(run, desk):
    result = imported(run, "--check")
    assert result.exit_code == 0
    assert "Checked; nothing was written." in result.stdout
    assert not (desk / "t.db").exists()


def spoil(desk):
    rows = json.loads((desk / "toll.json").read_text("utf-8"))
    rows[1]["dead"] = -19
    (desk / "toll.json").write_text(json.dumps(rows, indent=1), "utf-8")


def test_a_faulty_row_stops_the_whole_import(run, desk):
    spoil(desk)
    result = imported(run)
    assert result.exit_code == 1
    assert "toll.json, line 8: record 2, field 'dead': '-19' is below zero" in result.stderr
    assert "Nothing was written" in result.stdout
    assert not (desk / "t.db").exists()


def test_the_sound_rows_alone_where_that_is_asked_for(run, desk):
    spoil(desk)
    result = imported(run, "--partial")
    assert result.exit_code == 1
    assert "1 problem, 4 claims, 3 new" in result.stdout
    with Ledger("t.db") as ledger:
        assert len(ledger.claims()) == 4
        assert [problem.reason for problem in ledger.problems()] == [
            "record 2, field 'dead': '-19' is below zero, and nothing is counted so"
        ]


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"map.toml": MAPPING.replace('"killed"', '"slain"')}, "map.toml, line 13: no measure"),
        ({"map.toml": "name = 1"}, "map.toml, line 1: name is 1"),
        ({"toll.json": "[{]"}, "toll.json, line 1: is no JSON"),
        ({"toll.json": '[{"day": "2021-03-01"}]'}, "line 12: no row of toll.json has a field"),
    ],
)
def test_what_is_wrong_as_a_whole_is_an_error(run, desk, spoilt, told):
    for name, text in spoilt.items():
        (desk / name).write_text(text, "utf-8")
    result = imported(run)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (desk / "t.db").exists()


def test_a_changed_correction_changes_the_day_alone(run, desk):
    imported(run)
    (desk / "toll_mended.json").write_text('[{"day": "2021-03-05", "dead": -3}]', "utf-8")
    result = run(
        *("import", "series", "toll.json", "toll_mended.json"),
        *("--mapping", "map.toml", "--ledger", "t.db"),
    )
    assert result.exit_code == 0, result.stderr
    assert "1 row corrected, 5 claims, 1 changed since they were imported, 2 known" in result.stdout


def test_a_row_mended_later_takes_back_no_newer_day(run, desk):
    rows = [{"day": f"2021-03-0{n}", "dead": 10 * n, "hurt": n} for n in (1, 2, 3)]
    (desk / "toll.json").write_text(json.dumps(rows), "utf-8")
    imported(run)
    rows[0]["dead"] = 14
    (desk / "toll.json").write_text(json.dumps(rows), "utf-8")
    assert "1 changed since they were imported" in imported(run).stdout
    told = run("tallies", "--ledger", "t.db", "--measure", "killed", "--json").stdout
    found = [json.loads(line) for line in told.splitlines()]
    assert {(one["low"], one["high"], one["period"]["end"]) for one in found} == {
        (30, 30, "2021-03-03")
    }
    assert "14" in run("versions", "series:harbour-office/2021-03-01", "--ledger", "t.db").stdout


LAST = {
    "general-staff-personnel": ("russia_losses_personnel.json", {"killed_or_wounded": 1456610}),
    "general-staff-equipment": (
        "russia_losses_equipment.json",
        {"tank": 12251, "drone": 449606, "cruise missile": 5007, "vehicle": 131417},
    ),
    "gaza-health-ministry": ("casualties_daily.json", {"killed": 73419, "wounded": 174364}),
    "west-bank-ocha": (
        "west_bank_daily.json",
        {"killed": 1108, "wounded": 11525, "displaced": 9465},
    ),
    "west-bank-verified": ("west_bank_daily.json", {"killed": 741}),
    "lebanon-health-ministry": (
        "lebanon_casualties_daily.json",
        {"killed": 4346, "wounded": 12301},
    ),
    "oryx-equipment": ("russia_losses_equipment_oryx.json", {"vehicle": 45}),
}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public series are not here")
@pytest.mark.parametrize("name", list(LAST))
def test_the_last_day_of_a_public_series_is_read_as_it_stands(name):
    from datetime import date

    from tallybook.catalogue.conventions import load_convention
    from tallybook.pipeline.importing import Terms, plan_import
    from tallybook.pipeline.series_mapping import load_series

    file, wanted = LAST[name]
    files = [str(SHARED / file)]
    if name.startswith("general-staff"):
        files.append(str(SHARED / "russia_losses_equipment_correction.json"))
    series = load_series(EXAMPLES / f"{name}.toml")
    plans = plan_import(files, series, Terms(date(2026, 12, 31), load_convention()))
    assert [problem.reason for plan in plans for problem in plan.problems] == []
    assert plans[0].unmapped == ()
    last = plans[0].readings[-1]
    for key, figure in wanted.items():
        (claim, *_) = [
            claim for claim in last.claims if key in (claim.measure, claim.quantity.unit)
        ]
        text = last.report.text
        assert text[claim.start : claim.end].endswith(f" {figure}")
        assert claim.quantity.words == str(figure)
        assert claim.quantity.convention or claim.quantity.low == figure


def test_every_example_names_what_there_is():
    from tallybook.pipeline.series_mapping import load_series

    names = {path.stem: load_series(path).name for path in EXAMPLES.glob("*.toml")}
    assert names.keys() == LAST.keys()
    assert all(stem == name for stem, name in names.items())
