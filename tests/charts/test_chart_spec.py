"""The spec: complete, bounded, and with a row for what is to be seen."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from tests.charts.tallies import ADVERSARY, SIDES, THIRD, on, picture, rivals, said, series
from tests.nouns import tallies as any_tally

from tallybook.charts import ChartOptions, Scale, Theme, chart_spec
from tallybook.charts.placing import FEW, MANY
from tallybook.errors import UsageError

PICTURES = {
    "rivals": rivals(),
    "one": picture(said("30"), revisions=((1, 30, 30, 30),)),
    "zero": picture(said("none"), revisions=((1, 0, 0, 0),)),
    "words alone": picture(said("losses"), said("heavy losses", 3, side=ADVERSARY)),
    "undated": picture(said("30", None), revisions=((None, 30, None, None),)),
    "high alone": picture(said("at most 90", high_only=True), revisions=((1, None, None, 90),)),
    "one day": picture(*[said(f"{9 * n}", by=f"Speaker {n}") for n in range(1, 15)]),
    "no revision": picture(said("30"), said("40", 2)),
    "nothing": picture(),
}


def spec_of(shown, **look):
    return chart_spec(shown.tally, shown.claims, ChartOptions(sides=shown.sides, **look))


def params(spec):
    return {param["name"]: param["value"] for param in spec["params"]}


def layers(spec):
    return [layer["name"] for layer in spec["layer"]]


def words(spec):
    return " ".join(row["text"] for row in spec["datasets"]["texts"])


@pytest.mark.parametrize("shown", PICTURES.values(), ids=PICTURES)
def test_it_is_json_and_the_same_each_time(shown):
    assert json.dumps(spec_of(shown), allow_nan=False) == json.dumps(spec_of(shown))


@pytest.mark.parametrize("shown", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("width", [320, 390, 900, 1600])
def test_every_mark_stands_in_the_plot(shown, width):
    spec = spec_of(shown, width=width)
    ends = params(spec)
    for row in spec["datasets"]["statements"]:
        for name in ("figure_at", "low_at", "high_at", "stem_at"):
            if name in row:
                slack = (ends["count_to"] - ends["count_from"]) * 1e-4
                assert ends["count_from"] - slack <= row[name] <= ends["count_to"] + slack


@given(any_tally)
@settings(max_examples=40, deadline=None)
def test_any_tally_has_a_picture(tally):
    with suppress(UsageError):  # of days that no chart shows
        json.dumps(chart_spec(tally, {}), allow_nan=False)


def test_title_answer_and_grounds_are_there():
    spec = spec_of(rivals())
    assert spec["title"]["text"] == ["XB soldiers killed in Kursk Oblast"]
    assert spec["title"]["subtitle"] == ["Figures differ."]
    told = words(spec)
    for fact in ("As of 7 March 2031", "8 independent origins in 11 statements on 15 pages",
                 "policy: bounds", "convention: default", "grade: fair"):  # fmt: skip
        assert fact in told
    assert "Figures differ." in spec["description"]


def test_the_answer_does_not_say_the_question_again():
    asked = "XB soldiers killed in Kursk Oblast"
    spec = spec_of(picture(said("30"), answer=f"{asked}: beta says 30, but gamma says 40."))
    assert spec["title"]["subtitle"] == ["Beta says 30, but gamma says 40."]


def test_each_kind_of_mark_is_drawn_and_in_the_key():
    spec = spec_of(rivals())
    expected = {"stems", "arrowheads", "intervals", "denials", "struck", "pages", "threads", "best"}
    assert expected <= set(layers(spec))
    told = words(spec)
    for entry in ("vague words", "or more", "denied", "taken back", "another page", "hollow:"):
        assert entry in told
    assert {row["side"] for row in spec["datasets"]["key_sides"]} == set(SIDES)


def test_what_does_not_occur_is_neither_drawn_nor_in_the_key():
    spec = spec_of(PICTURES["one"])
    assert not {"stems", "arrowheads", "intervals", "denials", "struck", "pages"} & set(
        layers(spec)
    )
    assert "vague" not in words(spec)


def test_rows_of_statements_by_table():
    rows = {row["speaker"] + " " + row["words"]: row for row in statement_rows(rivals())}
    table = [
        ("Army of Beta “at least 30 soldiers”", {"open": "up", "solid": True, "low": 30.0}),
        ("Army of Beta “45 soldiers”", {"gone": True, "solid": False}),
        ("Gamma Staff “about 200 soldiers”", {"interval": True, "low_at": 180.0, "vague": False}),
        ("Friend of Gamma “several hundred soldiers”", {"vague": True, "high_at": 999.0}),
        ("A paper “dozens soldiers”", {"solid": False, "side": THIRD}),
        ("Hospital “at most 90 soldiers”", {"open": "down", "high": 90.0, "low": None}),
        ("Ministry of Beta “200 soldiers”", {"denied": True}),
        ("Gamma Staff “losses soldiers”", {"low": None, "high": None, "figure": "no number"}),
    ]
    for name, fields in table:
        assert {key: rows[name][key] for key in fields} == fields


def statement_rows(shown):
    return spec_of(shown)["datasets"]["statements"]


def test_the_pointer_tells_words_speaker_outlets_and_days():
    row = statement_rows(rivals())[0]
    assert row["words"] == "“at least 30 soldiers”"
    assert row["figure"] == "30 or more"
    assert row["day"] == "1 March 2031"
    assert row["speaks_to"] == "on 1 March 2031"
    assert row["outlets"] == "Outlet 1, Outlet 2, Outlet 3, Outlet 4"


def test_statements_of_one_day_do_not_hide_each_other():
    shown = picture(*[said("30", by=f"Speaker {n}") for n in range(9)])
    rows = statement_rows(shown)
    assert len({row["at"] for row in rows}) == len(rows)


def test_statements_of_a_narrow_day_stay_near_it():
    shown = picture(
        *[said("30", 150, by=f"Speaker {n}") for n in range(4)], said("30", 1), said("9", 300)
    )
    days = [row["at"][:10] for row in statement_rows(shown)[:4]]
    assert all(abs((on(150) - on(150).fromisoformat(day)).days) <= 20 for day in days)


def test_the_band_steps_and_ends_as_of_the_tallys_day():
    spec = spec_of(
        picture(said("30"), said("50", 4), revisions=((1, 30, 35, 60), (3, 50, None, None)))
    )
    low = [
        (row["at"][:10], row["count"]) for row in spec["datasets"]["steps"] if row["line"] == "low"
    ]
    assert low == [("2031-03-01", 30.0), ("2031-03-03", 50.0), ("2031-03-05", 50.0)]
    best = [row["at"][:10] for row in spec["datasets"]["steps"] if row["line"] == "best"]
    assert best == ["2031-03-01", "2031-03-03"]
    assert [row["shape"] for row in spec["datasets"]["band"]] == [
        "closed",
        "closed",
        "open",
        "open",
    ]
    assert "no upper limit" in words(spec)


def test_every_speaker_is_named_in_letters_or_in_a_note():
    shown = picture(*[said(f"{7 * n + 1}", by=f"Speaker {n}") for n in range(FEW)])
    told = words(spec_of(shown, width=500))
    assert all(f"Speaker {n}" in told for n in range(FEW))


def test_labels_do_not_lie_on_each_other():
    for shown in PICTURES.values():
        texts = [row for row in spec_of(shown)["datasets"]["texts"] if row["halo"]]
        spots = [(row["x"], row["y"], row["align"]) for row in texts]
        assert len(set(spots)) == len(spots)


@pytest.mark.parametrize("sources", [1, 5])
def test_a_series_is_drawn_in_bounded_time_and_size(sources):
    shown = series(1500, sources)
    began = time.process_time()
    spec = spec_of(shown)
    assert time.process_time() - began < 5
    assert len(json.dumps(spec)) < 1_300_000
    assert len(spec["datasets"]["statements"]) <= 1500
    assert len(spec["datasets"]["steps"]) <= 1801
    assert "Staff 0" in words(spec)
    assert "1,500 statements" in words(spec)


def test_the_more_statements_the_finer_the_marks():
    sizes = [
        params(spec_of(series(number)))["symbol_size"] for number in (FEW, FEW + 1, MANY, MANY + 1)
    ]
    assert sizes[0] > sizes[1] == sizes[2] > sizes[3]


def test_options():
    shown = rivals()
    assert spec_of(shown, scale=Scale.LINEAR)["encoding"]["y"]["scale"]["type"] == "linear"
    assert spec_of(shown, scale=Scale.LOG)["encoding"]["y"]["scale"]["type"] == "symlog"
    dark = spec_of(shown, theme=Theme.DARK)
    assert dark["background"] != spec_of(shown)["background"]
    assert spec_of(shown, width=1200)["width"] > spec_of(shown)["width"]


@pytest.mark.parametrize("width", [0, 319, 4001, -5])
def test_a_width_that_cannot_be(width):
    with pytest.raises(UsageError, match="choose from 320 to 4,000"):
        ChartOptions(width=width)
