from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import steps

from tallybook.catalogue.blocks import Blocks, write_blocks
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.toponyms import fold
from tallybook.errors import DataError

_ROW = "\t".join(
    ["99", "Orvelin", "Orvelin", "Orvelino,Орвелин", "48.5", "37.25", "P", "PPL", "UA", "",
     "05", "", "", "", "420", "", "", "Europe/Kyiv", "2024-01-01"]
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_looks_up_whatever_the_case_and_the_marks(gazetteer: Gazetteer) -> None:
    for name in ("Medellín", "MEDELLIN", "medellin"):
        found = [c.entry for c in gazetteer.look_up(name)]
        assert any(entry.countries == ("CO",) and entry.kind == "town" for entry in found)
    assert {"RU"} == {code for c in gazetteer.look_up("Kursk") for code in c.entry.countries}
    assert gazetteer.look_up("Xqzzyvk") == ()


def test_knows_the_region_of_a_town(gazetteer: Gazetteer) -> None:
    (sudzha,) = gazetteer.look_up("Sudzha")
    assert gazetteer.admin1_name(sudzha.entry) == "Kursk Oblast"
    regions = [c.entry for c in gazetteer.look_up("Kherson") if c.entry.kind == "admin1"]
    assert [(r.name, r.code) for r in regions] == [("Kherson Oblast", "UA-65")]


def test_other_names_are_told_from_own(gazetteer: Gazetteer) -> None:
    assert {c.main for c in gazetteer.look_up("Kiev") if c.entry.name == "Kyiv"} == {False}
    assert any(c.main for c in gazetteer.look_up("Kyiv"))


def test_file_is_small_and_opens_at_once() -> None:
    folder = Path(str(Gazetteer.load()._folder))
    assert sum(file.stat().st_size for file in folder.glob("*.blocks")) < 15_000_000
    assert steps(lambda: Gazetteer(folder).look_up("Aleppo")) < 2_000


def test_own_file_adds_places(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(_ROW + "\n", "utf-8")
    more = gazetteer.with_file(path)
    (found,) = more.look_up("Orvelino")
    assert (found.entry.name, found.entry.countries, found.entry.population, found.main) == (
        "Orvelin", ("UA",), 420, False,
    )  # fmt: skip
    assert gazetteer.look_up("Orvelin") == ()
    assert len(more.look_up("Aleppo")) == len(gazetteer.look_up("Aleppo"))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("48.5", "north", "no number"),
        ("48.5", "148.5", "no globe"),
        ("48.5", "nan", "no globe"),
        ("\tUA\t", "\tUKR\t", "alpha-2"),
        ("\tEurope/Kyiv", "", "18 columns"),
        ("Orvelin\tOrvelin", "\tOrvelin", "no name"),
    ],
)
def test_broken_own_file_names_file_line_and_remedy(
    gazetteer: Gazetteer, tmp_path: Path, old: str, new: str, what: str
) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(f"# mine\n{_ROW}\n{_ROW.replace(old, new, 1)}\n", "utf-8")
    with pytest.raises(DataError, match=what) as error:
        gazetteer.with_file(path)
    assert "own.tsv, line 3" in str(error.value)
    assert "GeoNames" in str(error.value)


def test_missing_or_foreign_files(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        gazetteer.with_file(tmp_path / "none.tsv")
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        gazetteer.with_file(tmp_path / "bytes.tsv")
    (tmp_path / "names.blocks").write_bytes(b"something else")
    with pytest.raises(DataError, match="no gazetteer file"):
        Gazetteer(tmp_path)


def test_fold() -> None:
    assert fold("St. Louis") == "saint louis"
    assert fold("The Hague") == "hague"
    assert fold("Deir ez-Zor") == fold("Deir Ez Zor")
    assert fold("N’Djaména") == "ndjamena"
    assert fold("Łódź") == "lodz"


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) in (fold(name), fold(fold(fold(name))))


@given(keys=st.sets(st.from_regex(r"[a-z ]{1,12}", fullmatch=True), min_size=1, max_size=60))
def test_blocks_find_each_line_and_no_other(
    keys: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("blocks") / "some.blocks"
    ordered = sorted(keys, key=str.encode)
    write_blocks(path, (f"{key}\t{number}" for number, key in enumerate(ordered)), 4)
    blocks = Blocks(path)
    for number, key in enumerate(ordered):
        assert blocks.find(key) == str(number)
        assert blocks.line(number) == f"{key}\t{number}"
    assert blocks.find("~") is None
    assert blocks.find("") is None
