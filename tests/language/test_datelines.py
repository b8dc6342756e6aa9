"""Datelines in the styles of agencies, rights groups and the United Nations."""

import pytest

from tallybook.language.datelines import dateline_at


@pytest.mark.parametrize(
    ("line", "place", "day", "agency", "rest"),
    [
        ("KELL, Dec 17 2024 (Wire) — Nine died.", "KELL", "Dec 17 2024", "Wire", "Nine died."),
        ("KELL (XANADU), 9 JAN 90 (WIRE) -- NINE DIED.", "KELL (XANADU)", "9 JAN 90", "WIRE",
         "NINE DIED."),
        ("KELL (Wire) - Nine died.", "KELL", None, "Wire", "Nine died."),
        ("GAZA/JERUSALEM, 5 March -- Nine died.", "GAZA/JERUSALEM", "5 March", None, "Nine died."),
        ("MANILA, Land (Wire) — Nine died.", "MANILA, Land", None, "Wire", "Nine died."),
        ("MANILA, Philippines (Wire) — March 5, 2025", "MANILA, Philippines", "March 5, 2025",
         "Wire", ""),
        ("Geneva (5 March 2025) – Nine died.", "Geneva", "5 March 2025", None, "Nine died."),
        ("(Beirut, March 5, 2025) – Nine died.", "Beirut", "March 5, 2025", None, "Nine died."),
        ("[5 March 2025, Port Sudan] Nine died.", "Port Sudan", "5 March 2025", None, "Nine died."),
        ("5 March 2025 – Nine died.", None, "5 March 2025", None, "Nine died."),
        ("2025-03-05 Nine died.", None, "2025-03-05", None, "Nine died."),
        ("KELL – 5 March 2025 – Nine died.", "KELL", "5 March 2025", None, "Nine died."),
        ("KELL, Tuesday, 5 March (Wire) – Nine died.", "KELL", "Tuesday, 5 March", "Wire",
         "Nine died."),
    ],
)  # fmt: skip
def test_a_dateline_is_read(line, place, day, agency, rest):
    found = dateline_at(line)
    assert (found.place, found.day, found.agency) == (place, day, agency)
    assert line[found.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "Kell – nine died there.",
        "Nine people – all of them miners – died in Kell.",
        "On 5 March 2025 nine people died.",
        "March 5, 2025 was the day on which nine died.",
        "Kell, 5 March 2025 – the day on which nine died.",
        "US - nine died.",
        "",
    ],
)
def test_a_sentence_is_none(line):
    assert dateline_at(line) is None


def test_it_keeps_to_its_line():
    found = dateline_at("x\n\n KELL — Nine died.", 3)
    assert (found.start, found.end) == (4, 11)
    assert dateline_at("KELL\n— Nine died.", 0, 4) is None


@pytest.mark.parametrize("piece", ["A-", "A/", "A- ", "Al-A ", "A, ", "(A-", "5 May ", "A.'"])
def test_noise_is_no_dateline(piece):
    assert dateline_at(piece * 400) is None
