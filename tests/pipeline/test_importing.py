"""import series: rows into reports, claims that stand in them, and what is refused."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallybook.catalogue.conventions import load_convention
from tallybook.errors import DataError, ReadError, UsageError
from tallybook.model import Form, Scope, Stance
from tallybook.pipeline.importing import Terms, plan_import, write_import
from tallybook.pipeline.series_figures import FIGURE_KEYS
from tallybook.pipeline.series_mapping import KEYS, SOURCE_KEYS, load_series
from tallybook.store import Added, Ledger

HEAD = """
name = "harbour-office"
date = "day"
parties = ["XA"]
place = "Lebanon"
[[source]]
name = "Harbour Office"
party = "XA"
"""
DEAD = '[[figure]]\nfield = "dead"\nmeasure = "killed"\n'
TERMS = Terms(date(2031, 12, 31), load_convention())


@pytest.fixture
def lay(tmp_path):
    """Writes files: rows as JSON with one record a line, or text as it is; gives their paths."""

    def write(name, content):
        if not isinstance(content, str):
            content = "[\n" + ",\n".join(json.dumps(row) for row in content) + "\n]\n"
        path = tmp_path / name
        path.write_text(content, "utf-8")
        return str(path)

    return write


@pytest.fixture
def plan(lay, tmp_path):
    """The plans of an import of rows by a mapping."""

    def planned(rows, mapping=HEAD + DEAD, terms=TERMS, name="toll.json", **others):
        lay("map.toml", mapping)
        files = [lay(name, rows), *(lay(f"{each}.json", told) for each, told in others.items())]
        return plan_import(files, load_series(tmp_path / "map.toml"), terms)

    return planned


def only(plans):
    """The claims of the first file, one a row."""
    assert not plans[0].problems, plans[0].problems
    return [claim for reading in plans[0].readings for claim in reading.claims]


def fault(plans):
    """The one problem of all files."""
    (problem,) = [problem for each in plans for problem in each.problems]
    return f"{problem.where}: {problem.reason}; {problem.remedy}"


# what a row gives


def test_a_row_is_a_report_with_its_text_as_it_stands_in_the_file(plan):
    rows = '[\n  {\n    "day": "2031-03-01",\n    "dead": 800\n  }\n]'
    (reading,) = plan(rows)[0].readings
    report = reading.report
    assert report.text == rows[4:-2]
    assert report.published == date(2031, 3, 1)
    assert report.path.endswith("toll.json#2031-03-01")
    assert report.url == "series:harbour-office/2031-03-01"
    assert [(block.start, block.end) for block in reading.blocks] == [(0, len(report.text))]


def test_a_claim_stands_where_the_row_says_it(plan):
    (claim,) = only(plan([{"day": "2031-03-01", "dead": 800}]))
    assert claim.text == '"dead": 800'
    assert claim.quantity.words == "800"
    assert (claim.quantity.low, claim.quantity.high) == (800, 800)
    assert (claim.measure, claim.scope, claim.stance) == (
        "killed",
        Scope.CUMULATIVE,
        Stance.CLAIMED,
    )
    assert (claim.rule, claim.made_by) == ("series", "series 1")
    assert claim.period.last == date(2031, 3, 1)
    assert claim.period.first is None
    assert claim.of.parties == ("XA",)
    assert (claim.place.name, claim.place.precision) == ("Lebanon", "country")
    (credit,) = claim.attribution
    assert (credit.source.name, credit.source.party) == ("Harbour Office", "XA")
    assert (credit.text, credit.start, credit.end) == ("", claim.start, claim.start)


def test_every_span_of_a_claim_holds_its_words(plan):
    mapping = HEAD.replace("date =", 'note = "remark"\ndate =')
    rows = [{"day": "2031-03-01", "remark": "so far “known”", "dead": "1,204"}]
    plans = plan(rows, mapping + DEAD)
    text = plans[0].readings[0].report.text
    (claim,) = only(plans)
    assert text[claim.start : claim.end] == claim.text
    assert claim.quantity.low == 1204
    assert text[claim.period.start : claim.period.end] == "2031-03-01"
    for part in claim.parts:
        assert part.start is None or text[part.start : part.end] == part.text
    assert {part.field for part in claim.parts} >= {"quantity", "period", "note", "measure"}


def test_zero_is_a_claim_of_none_and_an_empty_cell_is_no_figure(plan):
    rows = [{"day": f"2031-03-0{n}", "dead": value} for n, value in enumerate([0, None, "", 4], 1)]
    plans = plan([*rows, {"day": "2031-03-05"}])
    assert [(c.quantity.form, c.quantity.low) for c in only(plans)] == [
        (Form.NONE, 0),
        (Form.EXACT, 4),
    ]
    assert plans[0].unsaid == 3


def test_how_a_number_is_meant_may_stand_in_a_field_of_its_own(plan):
    mapping = HEAD + DEAD + 'form_field = "how"\nforms = { circa = "about", over = "more_than" }\n'
    rows = [
        {"day": "2031-03-01", "dead": 1000, "how": "circa"},
        {"day": "2031-03-02", "dead": 1000, "how": "over"},
        {"day": "2031-03-03", "dead": 1000},
    ]
    about, over, exact = (claim.quantity for claim in only(plan(rows, mapping)))
    assert (about.form, about.low, about.high, about.convention) == (
        Form.ABOUT,
        Decimal(900),
        Decimal(1100),
        "default",
    )
    assert (over.form, over.low, over.high) == (Form.MORE_THAN, 1001, None)
    assert (exact.form, exact.low, exact.high) == (Form.EXACT, 1000, 1000)


def test_an_increment_is_of_its_day_alone(plan):
    mapping = HEAD + DEAD + 'scope = "increment"\n'
    (claim,) = only(plan([{"day": "2031-03-01", "dead": 3}], mapping))
    assert claim.increment
    assert claim.scope is Scope.INCIDENT
    assert (claim.period.first, claim.period.last) == (date(2031, 3, 1), date(2031, 3, 1))


def test_a_level_is_of_its_day(plan):
    mapping = HEAD + '[[figure]]\nfield = "out"\nmeasure = "displaced"\nunit = "household"\n'
    (claim,) = only(plan([{"day": "2031-03-01", "out": 3}], mapping))
    assert (claim.scope, claim.quantity.unit) == (Scope.CURRENT, "household")


def test_figures_may_be_said_only_where_a_field_says_so(plan):
    mapping = HEAD + DEAD + "when = { phase = 1 }\n" + DEAD + "when = { phase = [2, 3] }\n"
    mapping += "since = 2031-03-02\n"
    rows = [{"day": f"2031-03-0{n}", "phase": n, "dead": n} for n in (1, 2, 4)]
    first, second = only(plan(rows, mapping))
    assert first.period.first is None
    assert (second.period.first, second.period.last) == (date(2031, 3, 2), date(2031, 3, 2))


def test_who_speaks_may_stand_in_the_row(plan):
    mapping = """
name = "two-offices"
date = "day"
source_field = "by"
[[source]]
value = "port"
name = "Harbour Office"
[[source]]
value = "oryx"
name = "oryx"
[[source]]
value = "filled"
nobody = true
"""
    rows = [
        {"day": f"2031-03-0{n}", "by": by, "dead": n}
        for n, by in enumerate(("port", "oryx", "filled"), 1)
    ]
    plans = plan(rows, mapping + DEAD)
    told = [claim.attribution[0] for claim in only(plans)]
    assert [(one.source.name, one.text) for one in told] == [
        ("Harbour Office", "port"),
        ("Oryx", "oryx"),
    ]
    assert plans[0].unsaid == 1


def test_rows_without_a_day_are_told_apart_by_a_key(plan):
    mapping = """
name = "by-model"
key = ["kind", "model"]
measure = "equipment_lost"
[[source]]
name = "Oryx"
[[figure]]
field = "lost"
group_field = "model"
unit_field = "kind"
units = { Tanks = "tank" }
"""
    rows = [
        {"kind": "Tanks", "model": "T-1", "lost": 4},
        {"kind": "Tanks", "model": "T-2", "lost": 5},
    ]
    terms = Terms(date(2031, 12, 31), load_convention(), date(2031, 3, 1))
    one, two = only(plan(rows, mapping, terms))
    assert (one.of.unit, one.of.text, one.quantity.unit) == ("T-1", "T-1", "tank")
    assert one.url == "series:by-model/Tanks/T-1"
    assert two.published == two.period.last == date(2031, 3, 1)
    assert only(plan(rows, mapping))[0].period is None


def test_a_sub_count_names_its_whole(plan):
    mapping = HEAD + DEAD + '[[figure]]\nfield = "kids"\nmeasure = "killed"\nrole = "child"\n'
    mapping += 'part_of = "dead"\n'
    whole, part = only(plan([{"day": "2031-03-01", "dead": 8, "kids": 3}], mapping))
    assert part.part_of == whole.id


# shapes of files


@pytest.mark.parametrize(
    ("name", "keys", "content"),
    [
        ("rows.csv", 'shape = "csv"\n', 'day,dead,note\n2031-03-01,"1,204","so ""far"",\nknown"\n'),
        ("rows.csv", 'shape = "csv"\ndelimiter = ";"\n', "day;dead\r\n2031-03-01; 1,204 \r\n"),
        ("rows.jsonl", 'shape = "jsonl"\n', '\n{"day": "2031-03-01", "dead": 1204.0}\n'),
        ("rows.json", 'records = "data.rows"\n',
         '{"v": 1, "data": {"rows": [{"day": "2031-03-01", "dead": 1204}]}}'),
        ("rows.json", "", '\ufeff[{"day": "2031-03-01", "deep": {"dead": 1204}}]'),
    ],
)  # fmt: skip
def test_every_shape_of_file_gives_the_same_figure(plan, name, keys, content):
    mapping = keys + HEAD + DEAD
    if "deep" in content:
        mapping = mapping.replace('"dead"', '"deep.dead"')
    plans = plan(content, mapping, name=name)
    text = plans[0].readings[0].report.text
    (claim,) = only(plans)
    assert claim.quantity.low == 1204
    assert text in content
    assert claim.quantity.words in text[claim.start : claim.end]
    assert text[claim.period.start : claim.period.end] == "2031-03-01"


# the ledger


def imported(ledger, plans):
    write_import(ledger, plans)
    return dict(plans[0].added)


def test_the_same_file_twice_changes_nothing(plan, tmp_path):
    rows = [{"day": f"2031-03-0{n}", "dead": n} for n in (1, 2, 3)]
    with Ledger(str(tmp_path / "t.db"), create=True) as ledger:
        assert imported(ledger, plan(rows)) == {Added.NEW: 3}
        assert imported(ledger, plan(rows)) == {Added.KNOWN: 3}
        assert len(ledger.claims()) == 3


def test_a_corrected_file_makes_new_versions_of_the_changed_days(plan, tmp_path):
    rows = [{"day": f"2031-03-0{n}", "dead": n} for n in (1, 2, 3)]
    with Ledger(str(tmp_path / "t.db"), create=True) as ledger:
        imported(ledger, plan(rows))
        mended = [rows[0], {**rows[1], "dead": 20}, rows[2]]
        assert imported(ledger, plan(mended)) == {Added.KNOWN: 2, Added.CHANGED: 1}
        assert sorted(claim.quantity.low for claim in ledger.claims()) == [1, 3, 20]
        versions = ledger.versions("series:harbour-office/2031-03-02")
        assert [v.claims[0].quantity.low for v in versions] == [2, 20]


def test_an_import_is_all_or_nothing(plan, tmp_path, monkeypatch):
    plans = plan([{"day": f"2031-03-0{n}", "dead": n} for n in (1, 2, 3)])
    with Ledger(str(tmp_path / "t.db"), create=True) as ledger:
        readings = plans[0].readings
        monkeypatch.setattr(plans[0], "readings", [*readings[:2], None])
        with pytest.raises(AttributeError):
            write_import(ledger, plans)
        assert ledger.claims() == []


# corrections

MENDED = HEAD.replace("date =", 'corrections = "*_mended.json"\ndate =')


def test_signed_changes_mark_the_figure_that_holds_them_already(plan):
    rows = [{"day": f"2031-03-0{n}", "dead": dead} for n, dead in ((1, 90), (2, 85), (3, 88))]
    changes = [{"day": "2031-03-02", "dead": -7}, {"day": "2031-03-03", "dead": 0}]
    plans = plan(rows, MENDED + DEAD, toll_mended=changes)
    first, second, third = only(plans)
    assert (first.rule, second.rule, third.rule) == ("series", "series-correction", "series")
    assert second.quantity.low == 85
    (change,) = [part for part in second.parts if part.field == "correction"]
    assert change.text == '"dead": -7'
    text = plans[0].readings[1].report.text
    assert text[change.start : change.end] == change.text
    assert text == '{"day": "2031-03-02", "dead": 85}\n{"day": "2031-03-02", "dead": -7}'
    assert plans[0].corrected == 1


def test_figures_of_a_corrections_file_take_the_place_of_those_of_their_day(plan):
    mapping = 'correction_values = "figures"\n' + MENDED + DEAD
    rows = [{"day": f"2031-03-0{n}", "dead": dead} for n, dead in ((1, 90), (2, 85))]
    plans = plan(rows, mapping, toll_mended=[{"day": "2031-03-01", "dead": 0}])
    first, second = only(plans)
    assert (first.quantity.low, first.rule) == (0, "series-correction")
    assert (second.quantity.low, second.rule) == (85, "series")
    text = plans[0].readings[0].report.text
    assert text[first.start : first.end] == '"dead": 0'
    assert first.start > text.index("\n")


def test_a_correction_of_no_row_is_a_problem(plan):
    rows = [{"day": "2031-03-01", "dead": 90}]
    plans = plan(rows, MENDED + DEAD, toll_mended=[{"day": "2031-03-09", "dead": -7}])
    assert "no row of 2031-03-09 is there to be corrected" in fault(plans)
    with pytest.raises(UsageError, match="corrections alone"):
        plan(rows, MENDED + DEAD, name="a_mended.json")


# what is not right


def test_gaps_are_counted_and_the_same_row_twice_too(plan):
    row = {"day": "2031-03-01", "dead": 1}
    plans = plan([row, row, {"day": "2031-03-05", "dead": 2}])
    assert (plans[0].missing_days, plans[0].duplicates) == (3, 1)
    assert len(only(plans)) == 2


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"day": "2031-02-30", "dead": 1}, "line 3: record 2, field 'day': '2031-02-30' is no day"),
        ({"day": "2032-01-01", "dead": 1}, "field 'day': '2032-01-01' is yet to come; mend"),
        ({"dead": 1}, "line 3: record 2, field 'day': is missing; write it as %Y-%m-%d"),
        ({"day": "2031-03-02", "dead": -4}, "field 'dead': '-4' is below zero"),
        ({"day": "2031-03-02", "dead": "many"}, "field 'dead': 'many' is no whole number"),
        ({"day": "2031-03-02", "dead": 1.5}, "field 'dead': '1.5' is no whole number"),
        ({"day": "2031-03-02", "dead": [1]}, "field 'dead': '[\"1\"]' is no whole number"),
        ({"day": "2031-03-02", "dead": True}, "field 'dead': 'true' is no whole number"),
        ({"day": "2031-03-01", "dead": 2}, "'2' here and '1' there; keep the one that holds"),
        ([1], "line 3: record 2 is no object; write each record as an object"),
    ],
)
def test_a_faulty_row_is_named_by_line_and_field(plan, row, told):
    plans = plan([{"day": "2031-03-01", "dead": 1}, row])
    assert told in fault(plans)
    assert len(plans[0].readings) == ("there" not in told)


def test_contradictory_rows_are_both_named(plan):
    plans = plan([{"day": "2031-03-01", "dead": 1}, {"day": "2031-03-01", "dead": 2}])
    assert "toll.json, line 3: record 2, field 'dead': 2031-03-01 stands here and in" in fault(
        plans
    )
    assert "toll.json, line 2" in fault(plans)


def test_a_required_field_and_an_unknown_word_are_faults(plan):
    assert "is missing; fill it" in fault(
        plan(
            [{"day": "2031-03-01", "dead": 1}, {"day": "2031-03-02"}],
            HEAD + DEAD + "required = true\n",
        )
    )
    mapping = HEAD + DEAD + 'form_field = "how"\nforms = { circa = "about" }\n'
    told = fault(plan([{"day": "2031-03-01", "dead": 1, "how": "roughly"}], mapping))
    assert "'roughly' is none of the mapping's forms: 'circa'" in told


def test_a_key_that_stands_twice_and_a_broken_line_are_faults(plan):
    rows = '{"day": "2031-03-01", "dead": 1, "dead": 2}\n{"day": \n'
    plans = plan(rows, 'shape = "jsonl"\n' + HEAD + DEAD, name="rows.jsonl")
    first, second = plans[0].problems
    assert "the key 'dead' stands twice" in first.reason
    assert first.where.endswith("rows.jsonl, line 1")
    assert "is no JSON" in second.reason


@pytest.mark.parametrize(
    ("name", "keys", "content", "told"),
    [
        ("a.json", "", "[1, 2", "line 1: is no JSON"),
        ("a.json", "", '{"rows": []}', "has no list of records at its top"),
        ("a.json", 'records = "data"\n', '{"rows": []}', "has nothing under 'data'; it has rows"),
        ("a.csv", 'shape = "csv"\n', "", "has no header"),
        ("a.csv", 'shape = "csv"\n', "day,day\n", "two columns are called 'day'"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_an_error(plan, name, keys, content, told):
    with pytest.raises(ReadError, match=told):
        plan(content, keys + HEAD + DEAD, name=name)


def test_a_row_of_a_table_with_other_cells_than_columns_is_a_fault(plan):
    plans = plan("day,dead\n2031-03-01,1,2\n", 'shape = "csv"\n' + HEAD + DEAD, name="a.csv")
    assert "line 2: has 3 cells under 2 columns" in fault(plans)


def test_a_file_that_is_not_there_is_an_error(lay, tmp_path):
    lay("map.toml", HEAD + DEAD)
    with pytest.raises(ReadError, match="cannot be read"):
        plan_import(["nowhere.json"], load_series(tmp_path / "map.toml"), TERMS)


def test_a_field_that_no_row_has_is_an_error_of_the_mapping(plan):
    with pytest.raises(DataError, match=r"map\.toml, line 10: no row of .* has a field 'dead'"):
        plan([{"day": "2031-03-01", "died": 1}])


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (('measure = "killed"', 'measure = "slain"'), 11, "no measure is called 'slain'; use one"),
        (('parties = ["XA"]', 'parties = ["Q1"]'), 4, "no party is called 'Q1'; use a state's"),
        (('party = "XA"', 'party = "Q1"'), 8, "no party is called 'Q1'"),
        (('place = "Lebanon"', 'place = "Nowhereville"'), 5, "no place is called"),
        (('place = "Lebanon"', 'place = "Greenville"'), 5, "places are called 'Greenville'"),
        (('measure = "killed"', 'mesure = "killed"'), 11, "unknown key 'mesure'; known"),
        (('date = "day"', 'dates = "day"'), 3, "unknown key 'dates'; known"),
        (('date = "day"', "date = 5"), 3, "date is 5; write date ="),
        (('name = "harbour-office"', 'name = "Harbour Office"'), 2, "use small letters"),
        (('field = "dead"', 'field = "dead"\nrole = "sailor-boy"'), 11, "no role is called"),
        (('field = "dead"', 'field = "dead"\nscope = "total"'), 11, "scope is 'total'; use one of"),
        (('field = "dead"', 'field = "dead"\nform = "vague"'), 11, "form is 'vague'; use one of"),
        (('field = "dead"', 'field = "dead"\npart_of = "hurt"'), 11, "part_of is 'hurt'"),
        (('field = "dead"', 'field = "dead"\nsince = "2031"'), 11, "since is '2031'; write since"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_named_by_line_and_key(lay, tmp_path, change, line, told):
    lay("map.toml", (HEAD + DEAD).replace(*change))
    with pytest.raises(DataError) as error:
        load_series(tmp_path / "map.toml")
    assert f"map.toml, line {line}: " in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        (DEAD, "name is missing"),
        ('name = "x"\n' + DEAD, "nothing tells one row from another"),
        ('name = "x"\ndate = "day"\n' + DEAD, "0 sources speak in every row"),
        (HEAD, "maps no field"),
        ("name = ", "is no TOML"),
        ('date_format = "%Y-%m"\n' + HEAD + DEAD, "date_format is '%Y-%m'"),
    ],
)
def test_a_mapping_without_what_it_needs(lay, tmp_path, mapping, told):
    lay("map.toml", mapping)
    with pytest.raises(DataError, match=told):
        load_series(tmp_path / "map.toml")


def test_a_catalogue_source_keeps_its_party(lay, tmp_path):
    told = HEAD.replace('"Harbour Office"', '"General Staff of Ukraine"')
    lay("map.toml", told + DEAD)
    with pytest.raises(DataError, match="speaks for UA, not for XA"):
        load_series(tmp_path / "map.toml")


def test_every_key_of_a_mapping_is_in_the_reference():
    page = (Path(__file__).parents[2] / "docs/reference/series-mapping.md").read_text("utf-8")
    for key in (*KEYS, *SOURCE_KEYS, *FIGURE_KEYS):
        assert f"`{key}`" in page or key in ("source", "figure")
