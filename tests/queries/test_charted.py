"""The chart on a page: the same spec as of `plot` and of a notebook, or words in its place."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.charts.tallies import Picture, picture, rivals, said, series
from tests.effort import steps
from typer.testing import CliRunner

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.charts import ChartOptions, Scale, Theme, size_of
from tallybook.cli.main import app
from tallybook.pipeline.demo import tell_story
from tallybook.pipeline.plotting import find_plotted
from tallybook.pipeline.weighing import load_answer
from tallybook.queries import Desk, View
from tallybook.queries.asked import Asked
from tallybook.queries.charted import WIDTHS, chart_view, spec_of
from tallybook.store import Ledger


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charted") / "told.db"
    with Ledger(str(path), create=True) as ledger:
        tell_story(ledger, "tavush", load_answer(), lambda _: None)
    return path


@pytest.fixture(scope="module")
def view(told: Path) -> Iterator[View]:
    with Desk(str(told)) as desk:
        yield desk.wait(120)


def bare(view: View, shown: Picture) -> View:
    """A view with nothing but that picture's tally."""
    tallies = {shown.tally.id: shown.tally}
    return replace(view, tallies=tallies, claims=shown.claims, sides=load_conflicts(), _kept={})


def test_plot_notebook_and_page_draw_one_spec(view: View, told: Path, tmp_path: Path) -> None:
    tally = next(iter(view.tallies.values()))
    look = ChartOptions(width=700, scale=Scale.LOG, theme=Theme.DARK)
    page = spec_of(view, tally, None, look)
    found = find_plotted(str(told), tally.id)
    assert found.spec(look) == page
    out = tmp_path / "x.json"
    asked = ["plot", tally.id, "--out", str(out), "--ledger", str(told)]
    done = CliRunner().invoke(app, [*asked, "--log", "--width", "700", "--theme", "dark"])
    assert done.exit_code == 0, done.output
    assert json.loads(out.read_text("utf-8")) == page
    pytest.importorskip("altair", reason="the extra tallybook[plot] is not installed")
    shown = found.chart(look).to_dict()
    assert shown["datasets"]["statements"] == page["datasets"]["statements"]
    assert shown["title"] == page["title"]


def test_a_page_is_told_the_sizes_of_what_it_will_show(view: View) -> None:
    shown = rivals()
    chart = chart_view(bare(view, shown), shown.tally)
    assert [size.width for size in chart.sizes] == list(WIDTHS)
    spec = spec_of(bare(view, shown), shown.tally, None, ChartOptions(width=390, titled=False))
    assert chart.sizes[0] == size_of(spec, 390)
    assert chart.is_log
    assert "11 statements" in chart.description
    assert chart.absent == chart.note == ""


def test_how_it_was_asked_for_is_told_as_addresses_say_it(view: View) -> None:
    shown = rivals()
    asked = Asked(policy="latest", convention="lowest")
    chart = chart_view(bare(view, shown), shown.tally, asked=asked, scale=Scale.LINEAR)
    assert chart.asked == {"policy": "latest", "convention": "lowest"}
    assert not chart.is_log
    assert chart_view(bare(view, shown), shown.tally).asked == {}


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (picture(), "nobody has said anything"),
        (picture(said("losses")), "the only statement names no number"),
        (picture(said("losses"), said("heavy losses", 2)), "the 2 statements name no number"),
        (picture(said("30", None)), "the only statement bears no date"),
        (picture(said("30", None), said("40", None)), "the 2 statements bear no date"),
    ],
)
def test_words_stand_where_there_is_nothing_to_draw(view: View, shown: Picture, words: str) -> None:
    chart = chart_view(bare(view, shown), shown.tally)
    assert words in chart.absent
    assert chart.sizes == ()


def test_figures_that_bound_nothing_are_drawn_with_a_word_of_caution(view: View) -> None:
    shown = picture(said("30"))
    chart = chart_view(bare(view, shown), shown.tally)
    assert chart.absent == ""
    assert "sets a bound" in chart.note


def test_a_page_is_soon_told_also_of_very_many_statements(view: View) -> None:
    shown = series(5000, 20)
    fewer = series(1250, 20)
    chart = chart_view(bare(view, shown), shown.tally)
    few, many = (steps(chart_view, bare(view, one), one.tally) for one in (fewer, shown))
    assert many < 4 * 1.2 * few
    assert "5,000 statements" in chart.description
    whole = spec_of(bare(view, shown), shown.tally, None, ChartOptions(width=390, titled=False))
    assert chart.sizes[0].height == pytest.approx(size_of(whole, 390).height, abs=45)
