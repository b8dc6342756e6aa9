"""What a page is told beforehand: how large a chart is; and what foreign words may not do to it."""

import json
import re
from xml.etree import ElementTree

import pytest
from tests.charts.tallies import SIDES, picture, rivals, said, series
from tests.charts.test_chart_spec import PICTURES, spec_of, words

from tallybook.charts import draw_svg, size_of
from tallybook.charts.hatching import hatched
from tallybook.charts.placing import MOST

_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


@pytest.mark.parametrize("shown", [PICTURES[name] for name in PICTURES if name != "nothing"])
@pytest.mark.parametrize("titled", [True, False])
def test_the_size_is_known_before_it_is_drawn(shown, titled):
    pytest.importorskip("vl_convert", reason="the extra tallybook[plot] is not installed")
    spec = spec_of(shown, width=390, titled=titled)
    told = _SIZE.search(draw_svg(spec))
    size = size_of(spec, 390)
    assert float(told[1]) == pytest.approx(size.width, abs=4)
    assert float(told[2]) == pytest.approx(size.height, abs=2)


def test_without_a_title_the_rest_is_the_same():
    titled, bare = spec_of(rivals()), spec_of(rivals(), titled=False)
    assert "title" not in bare
    assert bare["datasets"] == titled["datasets"]
    assert bare["usermeta"]["title"] == titled["title"]["text"][0]


def test_a_row_leads_to_its_claim():
    shown = rivals()
    for row in spec_of(shown)["datasets"]["statements"]:
        assert shown.claims[row["claim"]].report == row["report"]
    for row in spec_of(shown)["datasets"]["pages"]:
        assert shown.claims[row["claim"]].report == row["report"]


def test_controls_in_foreign_words_are_shown_and_harm_nothing():
    pytest.importorskip("vl_convert", reason="the extra tallybook[plot] is not installed")
    hostile = "Army\u202e of\x00 \x1bBeta\ud800"
    shown = picture(said("30", by=hostile), answer=f"{hostile} says 30.")
    spec = spec_of(shown)
    assert not re.search("[\x00-\x1f\u202e\ud800]", json.dumps(spec, ensure_ascii=False))
    assert "\ufffd" in words(spec)
    ElementTree.fromstring(draw_svg(spec))


def test_of_thousands_as_many_are_drawn_as_can_be_told_apart():
    told = [
        said(str(7 * (n * 7919 % 9000) + 1), n // 4 + 1, side=SIDES[n % 5], by=f"Staff {n % 50}")
        for n in range(5000)
    ]
    spec = spec_of(picture(*told))
    rows = spec["datasets"]["statements"]
    assert len(rows) <= MOST
    assert any("that stand here" in row["standing"] for row in rows)
    assert "5,000 statements" in words(spec)
    assert len(json.dumps(spec)) < 1_500_000


def test_vague_words_are_hatched_and_nothing_else():
    rows = spec_of(rivals())["datasets"]["statements"]
    assert {row["vague"] and row["interval"] for row in rows if row.get("hatch")} == {True}
    assert sum(bool(row.get("hatch")) for row in rows) == 2
    assert "hatching" not in [layer["name"] for layer in spec_of(series(200))["layer"]]


@pytest.mark.parametrize(("width", "height"), [(12, 40), (5, 200), (12, 3), (1, 1), (12, 0)])
def test_strokes_stay_in_their_bar(width, height):
    ends = re.findall(r"[ML]([-\d.]+),([-\d.]+)", hatched(width, height))
    assert all(abs(float(x)) <= width / 2 + 0.1 for x, _ in ends)
    assert all(abs(float(y)) <= height / 2 + 0.1 for _, y in ends)


def test_a_phone_sets_the_open_end_in_two_lines():
    shown = picture(said("at least 30"), revisions=((1, 30, None, None),))
    lines = [row["text"] for row in spec_of(shown, width=390)["datasets"]["texts"]]
    assert {"no upper", "limit"} <= set(lines)
    assert "no upper limit" in [row["text"] for row in spec_of(shown)["datasets"]["texts"]]
