"""One address, changed words: the newest version counts, and nothing is lost."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect
from tests.readings import claims_of, reading

from tallybook.errors import UsageError
from tallybook.model import Block, Problem, Reading, Report, Role, Snapshot, Stage
from tallybook.store import Added, Ledger
from tallybook.store.addresses import address_of
from tallybook.store.schema import NEWEST, schema_version

URL = "https://news.example/fire"
OLD = "HUR said 45 soldiers died."
NEW = "HUR said 54 soldiers died."
DAYS = [datetime(2024, 12, day, 9, tzinfo=UTC) for day in range(16, 25)]


def at(text, day=None, url=URL, **metadata):
    return reading(text, url=url, retrieved=None if day is None else DAYS[day], **metadata)


def numbers(ledger, **options):
    return [int(claim.quantity.low) for claim in ledger.claims(**options)]


@pytest.mark.parametrize(
    "same",
    [
        "http://news.example/fire",
        "https://NEWS.example/fire/",
        "https://news.example:443/fire",
        "https://news.example/fire#live",
        "https://news.example/fire?utm_source=feed&fbclid=1",
        " https://news.example/fire?gclid=2 ",
    ],
)
def test_urls_of_one_page(same):
    assert address_of(same) == address_of(URL) == "//news.example/fire"


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/Fire",
        "https://news.example/fire?page=2",
        "https://www.other.example/fire",
        "https://news.example:8443/fire",
        "file:///fire",
    ],
)
def test_urls_of_other_pages(other):
    assert address_of(other) != address_of(URL)


@pytest.mark.parametrize("none", [None, "", " ", "https://news.example/", "http://news.example#a"])
def test_no_address(none):
    assert address_of(none) is None


@given(url=st.text(max_size=60))
def test_no_url_is_too_odd(url):
    address = address_of(url)
    assert address is None or address


@given(path=st.text("aB/?=&;.é%", max_size=20), host=st.sampled_from(["a.example", "B.example:81"]))
def test_an_address_is_the_address_of_itself(path, host):
    address = address_of(f"http://{host}/{path}#here")
    assert address is None or address_of(f"https:{address}") == address


def test_changed_words_are_a_new_version(ledger):
    ledger.add(at(OLD))
    assert ledger.add(at(NEW, url="http://news.example/fire/?utm_medium=a")) is Added.CHANGED
    assert numbers(ledger) == [54]
    assert len(ledger.reports()) == 1
    assert ledger.add(at(NEW)) is Added.KNOWN
    assert [v.claims[0].quantity.low for v in ledger.versions(URL)] == [45, 54]
    assert [v.counts for v in ledger.versions(URL)] == [False, True]


def test_the_earlier_text_again_is_known(ledger):
    """Whoever adds a folder twice changes nothing."""
    for text, added in ((OLD, "new"), (NEW, "changed"), (OLD, "known"), (NEW, "known")):
        assert ledger.add(at(text)).value == added
    assert numbers(ledger) == [54]


def test_a_page_that_goes_back_to_what_it_said(ledger):
    for day, (text, added) in enumerate([(OLD, "new"), (NEW, "changed"), (OLD, "changed")]):
        assert ledger.add(at(text, day)).value == added
    for day, text in enumerate([OLD, NEW, OLD]):
        assert ledger.add(at(text, day)) is Added.KNOWN
    assert numbers(ledger) == [45]
    found = ledger.versions(URL)
    assert [v.report.retrieved for v in found] == DAYS[:3]
    assert [v.counts for v in found] == [False, False, True]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ({"retrieved": DAYS[3]}, {"retrieved": DAYS[1]}),
        ({"modified": date(2024, 12, 18)}, {"modified": date(2024, 12, 17)}),
        ({"published": date(2024, 12, 18)}, {"published": date(2024, 12, 17)}),
        ({"retrieved": datetime(2024, 12, 18)}, {"retrieved": DAYS[1]}),
    ],
)
def test_an_older_version_that_comes_late_is_history(ledger, newer, older):
    ledger.add(reading(NEW, url=URL, **newer))
    assert ledger.add(reading(OLD, url=URL, **older)) is Added.EARLIER
    assert ledger.add(reading(OLD, url=URL, **older)) is Added.KNOWN
    assert numbers(ledger) == [54]
    assert [v.counts for v in ledger.versions(URL)] == [False, True]
    assert ledger.add(reading(OLD, url=URL, made_by="counting 2", **older)) is Added.REREAD
    assert numbers(ledger) == [54]
    assert [v.claims[0].made_by for v in ledger.versions(URL)] == ["counting 2", "counting 1"]


def test_versions_read_again_by_a_better_extractor(ledger):
    for made_by in ("counting 1", "counting 2"):
        for day, text in enumerate([OLD, NEW]):
            ledger.add(at(text, day, made_by=made_by))
    assert [claim.made_by for claim in ledger.claims()] == ["counting 2"]
    assert numbers(ledger) == [54]
    assert len(ledger.versions(URL)) == 2


def test_what_the_page_said_on_a_day(ledger):
    ledger.add(at(OLD, 1, published=date(2024, 12, 16)))
    ledger.add(at(NEW, 3, published=date(2024, 12, 16)))
    ledger.add(at("HUR said 60 soldiers died.", 5, published=date(2024, 12, 16)))
    ledger.add(reading("HUR said 8 guards died.", published=date(2024, 12, 20)))
    for day, known in ((15, 45), (18, 45), (19, 54), (20, 54), (21, 60), (30, 60)):
        assert known in numbers(ledger, as_of=date(2024, 12, day)), day
        assert len(ledger.claims(as_of=date(2024, 12, day))) == 2
    assert [v.since.day for v in ledger.versions(URL)] == [16, 19, 21]
    assert {day.day for day in ledger.days_said().values()} == {19, 21}


def test_a_date_that_the_page_states_goes_before_the_fetch(ledger):
    ledger.add(at(OLD, 1, published=date(2024, 12, 16)))
    ledger.add(at(NEW, 5, published=date(2024, 12, 16), modified=date(2024, 12, 18)))
    assert [v.since.day for v in ledger.versions(URL)] == [16, 18]


def test_what_was_said_before_keeps_its_day(ledger):
    ledger.add(at("8 guards died. 45 men died.", 0, published=date(2024, 12, 16)))
    ledger.add(at("8 guards died. 54 men died.", 2, published=date(2024, 12, 16)))
    ledger.add(at("8 guards died. 54 men died. It rained.", 4, published=date(2024, 12, 16)))
    said = ledger.days_said()
    assert [said.get(claim.id) for claim in ledger.claims()] == [None, date(2024, 12, 18)]


def test_menus_around_the_words_make_no_version(ledger):
    def framed(menu, **metadata):
        text = f"{menu}\n{OLD}"
        report = Report(text, url=URL, **metadata)
        split = len(menu) + 1
        parts = (Block(Role.BOILERPLATE, 0, split), Block(Role.BODY, split, len(text)))
        return Reading(report, parts, claims_of(report), (), "counting 1")

    ledger.add(framed("Home"))
    assert ledger.add(framed("Home | War")) is Added.KNOWN
    dated = framed("Home | War | Sport", published=date(2024, 12, 16))
    assert ledger.add(dated) is Added.CORRECTED
    assert ledger.add(framed("Home")) is Added.KNOWN
    assert len(ledger.versions(URL)) == 1
    assert ledger.reports()[0].published is not None
    again = framed("News", published=date(2024, 12, 16))
    assert ledger.add(replace(again, made_by="counting 2")) is Added.REREAD
    assert numbers(ledger) == [45]


def test_a_page_that_could_not_be_read_this_time_keeps_its_claims(ledger):
    ledger.add(at(OLD, 0))
    for stage in (Stage.CLEAN, Stage.EXTRACT):
        failed = replace(at(NEW, 1), claims=(), problems=(Problem(stage, URL, "it broke"),))
        assert ledger.add(failed) is Added.FAILED
    assert numbers(ledger) == [45]


def test_a_part_of_a_page_does_not_take_its_place(ledger):
    whole = f"{OLD}\n" + "The mayor said that the search would go on until the evening.\n" * 3
    ledger.add(at(whole, 0))
    assert ledger.add(at(OLD, 1)) is Added.SHORTER
    assert ledger.add(at(NEW, 2)) is Added.CHANGED


def test_an_entry_of_a_feed_is_less_than_its_page(ledger):
    entry = replace(at(OLD, 0), snapshot=Snapshot(b"<item/>", "application/rss+xml"))
    page = replace(at(NEW, 1), snapshot=Snapshot(b"<p>", "text/html"))
    later = replace(at("HUR: 60 died", 2), snapshot=Snapshot(b"<item>", "application/rss+xml"))
    assert [ledger.add(each).value for each in (entry, page, later)] == [
        "new",
        "changed",
        "shorter",
    ]


def test_a_front_page_has_no_versions(ledger):
    ledger.add(at(OLD, url="https://news.example/"))
    assert ledger.add(at(NEW, url="https://news.example/")) is Added.NEW
    assert numbers(ledger) == [45, 54]


def live(*posts, day=0):
    """A live blog: each post an hour, and words."""
    text = "\n".join(words for _, words in posts)
    report = Report(text, url=URL, retrieved=DAYS[day])
    found, start = [], 0
    for hour, words in posts:
        time = None if hour is None else datetime(2024, 12, 16, hour, tzinfo=UTC)
        end = min(start + len(words) + 1, len(text))
        found.append(Block(Role.POST, start, end, time))
        start = end
    return Reading(report, tuple(found), claims_of(report), (), "counting 1")


A, B, C, D = ((9, "9 men died"), (10, "10 men died"), (11, "11 men died"), (12, "12 men died"))


def test_posts_that_fell_off_a_live_blog_still_count(ledger):
    ledger.add(live(B, A))
    assert ledger.add(live(C, B, day=1)) is Added.CHANGED
    assert sorted(numbers(ledger)) == [9, 10, 11]
    ledger.add(live(D, C, day=2))
    assert sorted(numbers(ledger)) == [9, 10, 11, 12]
    assert sorted(numbers(ledger, as_of=DAYS[1].date())) == [9, 10, 11]
    assert [len(v.fallen) for v in ledger.versions(URL)] == [0, 1, 2]
    ledger.add(live(D, C, B, A, day=3))  # all of it, on one page
    assert sorted(numbers(ledger)) == [9, 10, 11, 12]


def test_an_edited_post_is_the_newer_ones(ledger):
    ledger.add(live(B, A))
    ledger.add(live(C, (10, "13 men died, not fewer"), A, day=1))
    assert sorted(numbers(ledger)) == [9, 11, 13]


def test_a_post_whose_hour_was_set_anew_is_the_same(ledger):
    ledger.add(
        live((10, "A fire is burning in the port of the city since nine. Now 10 men are dead"), A)
    )
    ledger.add(
        live(
            (14, "A fire is burning in the port of the city since nine. Now 15 men are dead"), day=1
        )
    )
    assert sorted(numbers(ledger)) == [9, 15]


def test_a_post_taken_out_between_others_is_taken_back(ledger):
    ledger.add(live(C, B, A))
    ledger.add(live(D, C, A, day=1))
    assert sorted(numbers(ledger)) == [9, 11, 12]


def test_posts_that_begin_alike_are_told_apart_by_their_hour(ledger):
    ledger.add(live((11, "7 men died"), (10, "7 men died"), (9, "7 men died")))
    ledger.add(live((12, "7 men died"), (11, "7 men died"), day=1))
    assert [len(v.fallen) for v in ledger.versions(URL)] == [0, 2]


def test_two_posts_of_one_minute(ledger):
    ledger.add(live(C, (10, "20 men died"), (10, "21 men died")))
    ledger.add(live(D, C, (10, "20 men died"), day=1))
    assert sorted(numbers(ledger)) == [11, 12, 20, 21]


def test_versions_are_found_by_a_reports_id_too(ledger):
    ledger.add(at(OLD))
    ledger.add(at(NEW))
    ledger.add(reading("HUR said 8 guards died."))
    report = ledger.reports()[0].id
    assert ledger.versions(report[:9]) == ledger.versions(URL)
    assert [v.report.id for v in ledger.versions(URL, last=1)] == [report]
    assert len(ledger.versions(ledger.reports()[1].id)) == 1
    with pytest.raises(
        UsageError, match=r"no page from there; `tallybook add https://a\.example/b`"
    ):
        ledger.versions("https://a.example/b")
    with pytest.raises(UsageError, match="no report has an id"):
        ledger.versions("zz")


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["5 men", "6 men", "7 men and 8 boys"]),
        st.none() | st.integers(0, 8),
        st.sampled_from(["one 1", "one 2"]),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@example(moves=[("6 men", 2, "one 1"), ("6 men", 0, "one 2"), ("5 men", 1, "one 1")])
@example(
    moves=[
        ("5 men", None, "one 1"),
        ("6 men", 2, "one 1"),
        ("6 men", 0, "one 2"),
        ("5 men", 1, "one 1"),
    ]
)
@given(moves=MOVES)
def test_one_version_counts_and_adding_again_changes_nothing(tmp_path_factory, moves):
    with Ledger(str(tmp_path_factory.mktemp("moves") / "t.db"), create=True) as ledger:
        for text, day, made_by in moves:
            ledger.add(at(text, day, made_by=made_by))
            assert ledger.add(at(text, day, made_by=made_by)) is Added.KNOWN
            found = ledger.versions(URL)
            assert [v.counts for v in found] == [False] * (len(found) - 1) + [True]
            assert [v.since for v in found] == sorted(v.since for v in found)
            assert len(ledger.reports()) == 1
            assert tuple(ledger.claims()) == found[-1].claims
            assert ledger.claims(as_of=date(2100, 1, 1)) == ledger.claims()


def brought_up(path):
    with sqlite3.connect(path) as raw:
        raw.executescript(Path(__file__).with_name("version_1.sql").read_text("utf-8"))
        raw.execute(f"PRAGMA application_id = {int.from_bytes(b'TALY')}")
    raw.close()
    return Ledger(str(path))


def test_a_ledger_of_version_1_is_brought_up(tmp_path):
    with brought_up(tmp_path / "old.db") as ledger:
        assert numbers(ledger) == [45, 8]
        assert [v.counts for v in ledger.versions("https://x.example/a")] == [False, True]
        assert (
            ledger.add(reading(NEW, url="https://x.example/a", published=date(2024, 12, 18)))
            is Added.CHANGED
        )
        assert numbers(ledger) == [8, 54]
        assert ledger.add(reading(NEW.replace("54", "60"), path="c.txt")) is Added.NEW


def shape(path):
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    tables = {
        table: (
            {(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)},
            {tuple(i["column_names"]) for i in found.get_indexes(table)},
            {
                (tuple(k["constrained_columns"]), k["referred_table"])
                for k in found.get_foreign_keys(table)
            },
        )
        for table in found.get_table_names()
    }
    with engine.connect() as connection:
        version = schema_version(connection)
    engine.dispose()
    return version, tables


def test_a_ledger_brought_up_has_the_tables_of_a_fresh_one(tmp_path):
    brought_up(tmp_path / "old.db").close()
    Ledger(str(tmp_path / "new.db"), create=True).close()
    assert shape(tmp_path / "old.db") == shape(tmp_path / "new.db")
    assert shape(tmp_path / "old.db")[0] == NEWEST
