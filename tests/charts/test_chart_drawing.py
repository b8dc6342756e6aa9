"""Files: SVG, PNG, a page that needs no network, JSON; written whole or not at all."""

import json
import re
from xml.etree import ElementTree

import pytest
from tests.charts.tallies import picture, rivals, said, series
from tests.charts.test_chart_spec import PICTURES, spec_of

from tallybook.charts import Theme, altair_chart, check_target, drawing, write_chart
from tallybook.charts.drawing import NEEDS_PLOT
from tallybook.errors import UsageError

pytest.importorskip("vl_convert", reason="the extra tallybook[plot] is not installed")
pytest.importorskip("altair", reason="the extra tallybook[plot] is not installed")

SVG = "{http://www.w3.org/2000/svg}"
FETCHING = re.compile(
    r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//|@import|\bimport\s*\(\s*["']http"""
)


@pytest.mark.parametrize("shown", PICTURES.values(), ids=PICTURES)
def test_every_picture_compiles(shown):
    root = ElementTree.fromstring(drawing.draw_svg(spec_of(shown)))
    assert root.tag == f"{SVG}svg"


@pytest.mark.parametrize("shown", [rivals(), PICTURES["words alone"], series(200)])
def test_altair_finds_the_spec_valid(shown):
    chart = altair_chart(shown.tally, shown.claims)
    assert chart.to_dict()["title"]["text"]


def test_the_width_is_what_was_asked_for():
    for width in (500, 900, 1400):
        drawn = drawing.draw_svg(spec_of(rivals(), width=width))
        assert float(ElementTree.fromstring(drawn).get("width")) == pytest.approx(width, abs=4)


def test_the_same_chart_is_drawn_the_same_whatever_was_drawn_before():
    first = drawing.draw_svg(spec_of(rivals()))
    drawing.draw_svg(spec_of(series()))
    assert drawing.draw_svg(spec_of(rivals())) == first
    assert 'fill="url(#gradient_0)"' in first
    assert 'id="gradient_0"' in first


def test_the_svg_is_told_to_those_who_hear_it():
    root = ElementTree.fromstring(drawing.draw_svg(spec_of(rivals())))
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "XB soldiers killed in Kursk Oblast"
    assert root[1].tag == f"{SVG}desc"
    assert "Figures differ." in root[1].text
    told = [title.text for title in root.iter(f"{SVG}title")]
    assert any("Gamma Staff (adversary), 3 March 2031: “about 200 soldiers”" in one for one in told)


def test_hostile_words_are_words_everywhere():
    hostile = '</script><script>alert("x")</script> & <b>'
    shown = picture(said("30", by=hostile), answer=hostile)
    root = ElementTree.fromstring(drawing.draw_svg(spec_of(shown)))
    assert not list(root.iter(f"{SVG}script"))
    page = drawing.draw_html(spec_of(shown))
    assert "<script>alert" not in page
    assert page.count("</script>") == 1


def test_the_page_asks_no_network():
    page = drawing.draw_html(spec_of(rivals()))
    markup = re.sub(r"<script type=\"module\">.*</script>", "", page, flags=re.S)
    assert not re.search(r"https?://", markup)
    assert not FETCHING.search(page)
    assert "default-src 'none'" in page
    assert markup.count("<tr>") == 12


def test_a_picture_has_dots():
    drawn = drawing.draw_png(spec_of(rivals(), theme=Theme.DARK))
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20], "big") == pytest.approx(1800, abs=8)


@pytest.mark.parametrize("name", ["x.svg", "x.png", "x.html", "x.json", "X.SVG"])
def test_files_are_written_and_nothing_beside_them(tmp_path, name):
    write_chart(spec_of(rivals()), tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 1000


def test_json_is_the_spec(tmp_path):
    write_chart(spec_of(rivals()), tmp_path / "x.json")
    assert json.loads((tmp_path / "x.json").read_text("utf-8")) == spec_of(rivals())


def test_what_was_there_stays_where_drawing_fails(tmp_path):
    target = tmp_path / "x.svg"
    target.write_text("before")
    spec = spec_of(rivals())
    spec["layer"] = "no layers"
    with pytest.raises(ValueError, match="Vega"):
        write_chart(spec, target)
    assert target.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["x.svg"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.gif", r"written as \.svg, \.png, \.html, \.json"),
        ("x", r"written as \.svg"),
        ("nowhere/x.svg", "there is no folder"),
    ],
)
def test_targets_that_cannot_be(tmp_path, name, message):
    with pytest.raises(UsageError, match=message):
        check_target(tmp_path / name)


def test_a_folder_is_no_target(tmp_path):
    (tmp_path / "x.svg").mkdir()
    with pytest.raises(UsageError, match="this is a folder"):
        check_target(tmp_path / "x.svg")


def test_without_the_extra_the_error_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(UsageError, match=r"pip install 'tallybook\[plot\]'"):
        check_target(tmp_path / "x.svg")
    with pytest.raises(UsageError, match=r"pip install 'tallybook\[plot\]'"):
        altair_chart(rivals().tally, {})
    assert check_target(tmp_path / "x.json") == "json"
    assert "pip install" in NEEDS_PLOT


def test_a_series_is_drawn_in_bounded_size():
    spec = spec_of(series(1500, 5))
    drawn = drawing.draw_svg(spec)
    assert len(drawn) < 1_500_000
