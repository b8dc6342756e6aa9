"""Days and moments as sites write them in attributes."""

from __future__ import annotations

from datetime import date

import pytest

from tallybook.read.html.stamps import read_stamp


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-12-17T23:30:00-05:00", "2024-12-17T23:30:00-05:00"),
        ("2024-12-17T23:30:00.123Z", "2024-12-17T23:30:00+00:00"),
        ("2024-12-17T23:30+0200", "2024-12-17T23:30:00+02:00"),
        ("2024-12-17 23:30", "2024-12-17T23:30:00"),
        ("20241217T2330Z", "2024-12-17T23:30:00+00:00"),
        ("Tue, 17 Dec 2024 23:30:00 +0200", "2024-12-17T23:30:00+02:00"),
        ("Tue Dec 17 23:30:00 GMT 2024", "2024-12-17T23:30:00+00:00"),
        ("17 December 2024 at 9:15 p.m. ET", "2024-12-17T21:15:00-05:00"),
        ("17.12.2024 23:30", "2024-12-17T23:30:00"),
        ("1734478200", "2024-12-17T23:30:00+00:00"),
        ("1734478200000", "2024-12-17T23:30:00+00:00"),
        (1734478200, "2024-12-17T23:30:00+00:00"),
    ],
)
def test_moments(text: object, moment: str) -> None:
    stamp = read_stamp(text)
    assert stamp is not None
    assert stamp.at is not None
    assert (stamp.day, stamp.at.isoformat()) == (date(2024, 12, 17), moment)


@pytest.mark.parametrize(
    "text", ["2024-12-17", "2024/12/17", "20241217", "12/17/2024", "17/12/2024"]
)
def test_days(text: str) -> None:
    stamp = read_stamp(text)
    assert stamp is not None
    assert (stamp.day, stamp.at) == (date(2024, 12, 17), None)


@pytest.mark.parametrize(
    "text",
    ["", "-", "Friday", "2024", "2024-12", "2024-02-31", "10/12/2024", "14:32", None, {}, True],
)
def test_what_is_no_date(text: object) -> None:
    assert read_stamp(text) is None
