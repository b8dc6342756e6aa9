"""`plot`: a tally of a ledger as a file, and what is said where that cannot be."""

import json

import pytest

from tallybook.pipeline.plotting import find_plotted

pytest.importorskip("vl_convert", reason="the extra tallybook[plot] is not installed")


@pytest.fixture
def tally(run, filled):
    """The id of the ledger's first tally."""
    shown = run("tallies", "--ledger", filled, "--json").stdout
    return json.loads(shown.splitlines()[0])["id"]


@pytest.mark.parametrize("ending", ["svg", "png", "html", "json"])
def test_a_tally_is_drawn(run, filled, tally, tmp_path, ending):
    target = tmp_path / f"tally.{ending}"
    result = run("plot", tally[:6], "--out", target, "--ledger", filled)
    assert result.exit_code == 0, result.stderr
    assert f"{target}: " in result.stdout
    assert tally[:8] in result.stdout
    assert target.stat().st_size > 1000


def test_json_lines_say_what_was_written(run, filled, tally, tmp_path):
    target = tmp_path / "tally.json"
    result = run("plot", tally, "--out", target, "--ledger", filled, "--json")
    record = json.loads(result.stdout)
    assert record["tally"] == tally
    assert (record["out"], record["format"]) == (str(target), "json")
    assert json.loads(target.read_text("utf-8"))["datasets"]["statements"]


def test_options_are_obeyed(run, filled, tally, tmp_path):
    def spec(*options):
        target = tmp_path / "tally.json"
        result = run("plot", tally, "--out", target, "--ledger", filled, *options)
        assert result.exit_code == 0, result.stderr
        return json.loads(target.read_text("utf-8"))

    plain = spec()
    assert spec("--log")["encoding"]["y"]["scale"]["type"] == "symlog"
    assert spec("--linear")["encoding"]["y"]["scale"]["type"] == "linear"
    assert spec("--width", "600")["width"] < plain["width"]
    assert spec("--theme", "dark")["background"] != plain["background"]
    assert "policy: latest" in json.dumps(spec("--policy", "latest"))
    assert "As of 17 December 2024" in json.dumps(spec("--as-of", "2024-12-17"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "x.gif"], ".svg, .png, .html, .json"),
        (["--out", "nowhere/x.svg"], "no folder nowhere"),
        (["--out", "x.svg", "--theme", "pink"], "known: light, dark"),
        (["--out", "x.svg", "--width", "3"], "choose from 320"),
        (["--out", "x.svg", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["--out", "x.svg", "--policy", "guess"], "known: "),
    ],
)
def test_a_wrong_call_writes_nothing(run, filled, tally, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = run("plot", tally, "--ledger", filled, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_tally_that_is_not_there(run, filled, tmp_path):
    result = run("plot", "zzz", "--out", tmp_path / "x.svg", "--ledger", filled)
    assert result.exit_code == 2
    assert "tallybook tallies" in result.stderr


def test_without_the_extra_the_command_to_install_it_is_named(
    run, filled, tally, tmp_path, monkeypatch
):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    result = run("plot", tally, "--out", tmp_path / "x.svg", "--ledger", filled)
    assert result.exit_code == 2
    assert "pip install 'tallybook[plot]'" in result.stderr


def test_the_sides_are_those_that_the_tally_names(filled, tally):
    found = find_plotted(str(filled), tally)
    assert set(found.sides) == {statement.id for statement in found.tally.statements}
    assert set(found.tally.sides) <= set(found.sides.values())


def test_the_spec_of_a_notebook_is_that_of_the_command(run, filled, tally, tmp_path):
    target = tmp_path / "x.json"
    run("plot", tally, "--out", target, "--ledger", filled)
    found = find_plotted(str(filled), tally)
    assert found.spec() == json.loads(target.read_text("utf-8"))
    pytest.importorskip("altair", reason="the extra tallybook[plot] is not installed")
    assert found.chart().to_dict()["title"]["text"] == found.spec()["title"]["text"]
