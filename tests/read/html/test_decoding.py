"""Bytes of pages into text: what is declared, what is plainly wrong, what is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.read.decoding import decode, decode_html, find_codec
from tallybook.read.mojibake import mend

RUSSIAN = "<p>В результате удара погибли сорок пять человек, ещё сто двадцать ранены.</p>"
GREEK = "<p>Σαράντα πέντε άνθρωποι σκοτώθηκαν και εκατόν είκοσι τραυματίστηκαν.</p>"
ARABIC = "<p>قتل خمسة وأربعون شخصا وأصيب مئة وعشرون آخرون في غارة على المدينة</p>"
CHINESE = "<p>官员周二表示，袭击造成四十五人死亡，一百二十人受伤。</p>"
FRENCH = "<p>Quarante-cinq personnes ont été tuées, a déclaré le préfet à Étampes.</p>"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "iso8859-5", "iso-8859-5"),
        (GREEK, "cp1253", "windows-1253"),
        (CHINESE, "gb18030", "gb2312"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH + "<p>“quoted”", "cp1252", "latin1"),
    ],
)
def test_what_is_declared_is_believed(text: str, encoding: str, label: str) -> None:
    assert decode(text.encode(encoding), label).text == text
    page = META.format(label) + text
    found = decode_html(page.encode(encoding))
    assert (found.text, found.doubt) == (page, None)


@pytest.mark.parametrize("text", [RUSSIAN, GREEK, ARABIC, CHINESE, FRENCH])
@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "windows-1251", "nonsense", None])
def test_valid_utf_8_is_utf_8_whatever_is_declared(text: str, label: str | None) -> None:
    found = decode_html(text.encode(), label)
    assert (found.text, found.encoding, found.doubt) == (text, "utf-8", None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GREEK, "cp1253"), (ARABIC, "cp1256"),
        (CHINESE, "gb18030"), (FRENCH, "cp1252"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", [None, "utf-8"])
def test_what_is_declared_wrongly_or_not_is_guessed_with_a_doubt(
    text: str, encoding: str, label: str | None
) -> None:
    found = decode_html(text.encode(encoding), label)
    assert found.text == text
    assert found.doubt is not None
    assert "UTF-8" in found.doubt[0]


def test_another_alphabet_declared_as_western_is_noticed() -> None:
    found = decode_html(RUSSIAN.encode("cp1251"), "iso-8859-1")
    assert found.text == RUSSIAN
    assert found.doubt is not None


def test_the_page_is_asked_where_the_server_is_plainly_wrong() -> None:
    page = META.format("windows-1251") + RUSSIAN
    found = decode_html(page.encode("cp1251"), "utf-8")
    assert (found.text, found.encoding, found.doubt) == (page, "cp1251", None)


def test_marks_go_before_all() -> None:
    assert decode_html(b"\xef\xbb\xbf" + RUSSIAN.encode(), "windows-1251").text == RUSSIAN
    assert decode_html(RUSSIAN.encode("utf-16"), "utf-8").text == RUSSIAN


def test_utf_16_without_a_mark_is_told_by_its_tags() -> None:
    assert decode_html(RUSSIAN.encode("utf-16-le")).text == RUSSIAN
    assert decode_html(RUSSIAN.encode("utf-16-be"), "utf-8").text == RUSSIAN


def test_a_few_broken_bytes_stay_in_their_place() -> None:
    found = decode_html(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode(), "utf-8")
    assert found.encoding == "utf-8"
    assert found.text == f"{RUSSIAN}\ufffd{RUSSIAN}"
    assert found.doubt is not None
    assert "one broken place" in found.doubt[0]


def test_charsets_as_the_web_names_them() -> None:
    assert find_codec("ISO-8859-1") == "cp1252"
    assert find_codec(" 'UTF8' ") == "utf-8"
    assert find_codec("x-sjis") == "cp932"
    for label in ("", None, "base64", "hex", "rot13", "unicode_escape", "idna", "\x00", "é"):
        assert find_codec(label) is None


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "latin1", "gbk", "utf-16", "x"]))
def test_any_bytes_are_text_that_their_encoding_gives_again(data: bytes, label: str | None) -> None:
    for found in (decode(data, label), decode_html(data, label)):
        assert data.decode(found.encoding, errors="replace") == found.text


def spoil(text: str) -> str:
    unset = b"\x81\x8d\x8f\x90\x9d"
    letters = (bytes([byte]) for byte in text.encode())
    return "".join(each.decode("latin-1" if each in unset else "cp1252") for each in letters)


@pytest.mark.parametrize(
    "text", ["“It’s” – naïve, à la carte: 30 €", "Удар по городу", "Ünal Şahin Öz"]
)
def test_mojibake_is_mended(text: str) -> None:
    mended = mend(spoil(text))
    assert mended is not None
    assert mended.text == text
    for run in mended.runs:
        part = spoil(text)[run.raw : run.raw + run.length]
        assert mended.text[run.start : run.start + run.length] == part


@pytest.mark.parametrize(
    "text", ["Ã", "São Paulo: « CAFÉ »", "x", "été à Ñandú, Âge", "naïve – “so”", RUSSIAN]
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert mend(text) is None
