from pathlib import Path

import pytest

from tallybook.errors import DataError
from tallybook.evaluate.geoparsing import (
    Located,
    Marked,
    distance,
    match,
    read_geovirus,
    read_lgl,
    score_texts,
)

_LGL = """<articles><article><text>Rain fell on Avel and on Bora Street.</text><toponyms>
<toponym><start>13</start><end>17</end><gaztag><lat>1.5</lat><lon>2.5</lon></gaztag></toponym>
<toponym><start>25</start><end>36</end></toponym></toponyms></article></articles>"""
_GEOVIRUS = """<articles><article><text>Rain fell on Avel.</text><locations><location>
<name>Avel</name><start>14</start><end>18</end><lat>1.5</lat><lon>2.5</lon></location></locations>
</article></articles>"""


def test_reads_both_sets(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(_LGL, "utf-8")
    (tmp_path / "virus.xml").write_text(_GEOVIRUS, "utf-8")
    (lgl,) = read_lgl(tmp_path / "lgl.xml")
    assert [lgl.text[t.start : t.end] for t in lgl.toponyms] == ["Avel", "Bora Street"]
    assert lgl.toponyms[1].lat is None
    (virus,) = read_geovirus(tmp_path / "virus.xml")
    assert virus.toponyms == (Located(13, 17, 1.5, 2.5),)


def test_scores_what_was_found_where() -> None:
    text = Marked(
        "x" * 40, (Located(0, 4, 0.0, 0.0), Located(10, 14, 0.0, 0.0), Located(20, 24, None, None))
    )
    found = [
        Located(0, 4, 0.0, 1.0),
        Located(9, 14, 0.0, 9.0),
        Located(20, 24, 1.0, 1.0),
        Located(30, 33, 0.0, 0.0),
    ]
    errors: list[str] = []
    figures = score_texts([text], lambda _: found, demonyms=True, errors=errors)
    assert figures["overlap_recall"] == 100.0
    assert figures["overlap_precision"] == 66.7
    assert figures["exact_recall"] == 50.0
    assert figures["within_161_km"] == 50.0
    assert [line.split()[0].strip(":") for line in errors] == ["far", "extra"]


def test_demonyms_count_only_where_the_set_marks_them() -> None:
    text = Marked("Polish men", ())
    found = [Located(0, 6, 52.0, 20.0, demonym=True)]
    assert score_texts([text], lambda _: found, demonyms=False)["texts_toponyms"] == 0
    errors: list[str] = []
    score_texts([text], lambda _: found, demonyms=True, errors=errors)
    assert len(errors) == 1


def test_distance_and_match() -> None:
    one, other = Located(0, 1, 0.0, 0.0), Located(0, 1, 0.0, 1.0)
    assert distance(one, other) == pytest.approx(111.19, abs=0.1)
    assert distance(one, Located(0, 1, None, None)) == float("inf")
    assert match([one, other], [Located(0, 5, 0.0, 0.0)]) == [(one, Located(0, 5, 0.0, 0.0))]


def test_broken_sets_are_named(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text("<articles>", "utf-8")
    with pytest.raises(DataError, match=r"lgl\.xml"):
        read_lgl(tmp_path / "lgl.xml")
