"""A user's file of sources: what it adds, what it folds, and what is wrong with it, by line."""

from __future__ import annotations

import pytest

from tallybook.catalogue.source_words import load_source_words
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.errors import DataError

HARBOUR = '[[source]]\nid = "Harbour Watch"\nkind = "monitor"\n'


def catalogue(tmp_path, text, *more):
    paths = []
    for number, content in enumerate((text, *more)):
        paths.append(tmp_path / f"own{number}.toml")
        paths[-1].write_text(content, "utf-8")
    return SourceCatalogue(load_source_words(tuple(paths)))


def test_a_name_of_ones_own_is_folded_into_a_known_source(tmp_path):
    own = catalogue(
        tmp_path,
        '[[source]]\nid = "the aquarium"\nsame_as = "GRU"\naliases = ["khodynka"]\n',
    )
    for words in ("the aquarium", "The Aquarium", "Khodynka", "the GRU"):
        assert own.match(words).name == "GRU"
    assert own.match("The Aquarium").party == "RU"


def test_a_known_source_is_folded_into_another(tmp_path):
    own = catalogue(tmp_path, '[[source]]\nid = "RIA Novosti"\nsame_as = "TASS"\n')
    assert own.match("RIA Novosti").name == "TASS"
    assert own.entry("RIA Novosti") is None


def test_folds_may_follow_one_another_and_files(tmp_path):
    own = catalogue(
        tmp_path,
        '[[source]]\nid = "A Post"\nsame_as = "B Post"\n[[source]]\nid = "B Post"\n'
        'same_as = "Harbour Watch"\n',
        HARBOUR,
    )
    assert own.match("A Post").name == "Harbour Watch"


def test_a_person_of_ones_own_has_offices(tmp_path):
    own = catalogue(
        tmp_path,
        HARBOUR + '[[source]]\nid = "Ana Roe"\nkind = "person"\nparty = "PT"\n'
        'aliases = ["anna roe"]\n[[source.office]]\ntitle = "Head"\n'
        'speaks_for = "Harbour Watch"\nsince = 2024-01-01\n',
    )
    assert (own.match("Anna Roe").name, own.match("Anna Roe").party) == ("Ana Roe", "PT")
    assert own.speaks_for("Ana Roe") == "Harbour Watch"


def test_a_party_of_ones_own_may_be_spoken_for(tmp_path):
    own = catalogue(
        tmp_path,
        '[[party]]\nid = "river-guard"\nname = "River Guard"\n'
        '[[source]]\nid = "River Guard"\nkind = "armed group"\nparty = "river-guard"\n',
    )
    assert own.match("the River Guard").party == "river-guard"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[source]\n", 1, "is no TOML"),
        (HARBOUR + "aliases = [\n", 4, "is no TOML"),
        (HARBOUR + "since = 2024-02-30\n", 4, "is no TOML"),
        ('[[source]]\nkind = "monitor"\n', 1, "id is missing"),
        ('\n\n[[source]]\nid = "X"\n', 3, "kind of X is missing"),
        (HARBOUR + 'kindd = "x"\n', 4, "unknown key 'kindd'"),
        (HARBOUR + 'party = "Atlantis"\n', 4, "names the party 'Atlantis', which nobody knows"),
        (HARBOUR + 'aliases = "x"\n', 4, "aliases is 'x'"),
        (HARBOUR + 'aliases = [\n  "harbour",\n  "bbc",\n]\n', 6, "'bbc' is of BBC and of Harbour"),
        (HARBOUR + 'cased = ["AP"]\n', 4, "'AP' is of AP and of Harbour Watch"),
        (HARBOUR + 'sites = ["bbc.com"]\n', 4, "'bbc.com' is of BBC and of Harbour Watch"),
        (
            HARBOUR + 'party = "UA"\nwith_state = ["security service"]\n',
            5,
            "'security service' is of SBU and of Harbour Watch",
        ),
        (HARBOUR + 'with_state = ["port"]\n', 4, "has no party"),
        (HARBOUR + 'since = "2024"\n', 4, "since of Harbour Watch is '2024'"),
        (HARBOUR + "since = 2024-01-01T00:00:00\n", 4, "since of Harbour Watch is"),
        (HARBOUR + "since = 2024-02-01\nuntil = 2024-01-01\n", 5, "ends before it begins"),
        (HARBOUR + "\n" + HARBOUR, 6, "'Harbour Watch' stands twice"),
        ('[[source]]\nid = "BBC"\nkind = "masthead"\n', 2, "'BBC' stands twice"),
        (HARBOUR + '[[source.office]]\ntitle = "x"\n', 4, "title or speaks_for is missing"),
        (
            HARBOUR + '[[source.office]]\ntitle = "x"\nspeaks_for = "BBC"\n',
            4,
            "is no person",
        ),
        ('colour = "x"\n' + HARBOUR, 1, "holds 'colour'"),
        ('source = "x"\n', 1, "source is no table"),
        (HARBOUR + '[[party]]\nid = "UA"\n', 5, "the party 'UA' is known"),
        ('[[source]]\nid = "A"\nsame_as = "B"\n', 3, "'B', which no file has"),
        ('[[source]]\nid = "A"\nsame_as = "TASS"\nkind = "x"\n', 4, "unknown key 'kind'"),
        ('[[source]]\nid = "A"\nsame_as = "Donald Trump"\n', 3, "same_as of a person"),
        (
            '# a circle\n[[source]]\nid = "A"\nsame_as = "B"\n\n[[source]]\nid = "B"\n'
            'same_as = "C"\n[[source]]\nid = "C"\nsame_as = "A"\n',
            11,
            "same_as runs in a circle: A → B → C → A",
        ),
        ('[[source]]\nid = "A"\nsame_as = "A"\n', 3, "same_as runs in a circle: A → A"),
        (
            '[[source]]\nid = "TASS"\nsame_as = "RIA Novosti"\n'
            '[[source]]\nid = "RIA Novosti"\nsame_as = "TASS"\n',
            6,
            "in a circle: TASS → RIA Novosti → TASS",
        ),
        (
            '[[source]]\nid = """Harbour\n[[source]]\n"""\nkind = "monitor"\nnote = 1\n',
            6,
            "unknown key 'note'",
        ),
        ('source = [{id = "A", kind = "monitor"},\n  {id = "B", kind = "club"}]\n', 1, "'club'"),
    ],
)
def test_a_bad_file_is_named_with_line_and_remedy(tmp_path, text, line, said):
    with pytest.raises(DataError) as error:
        catalogue(tmp_path, text)
    assert f"own0.toml, line {line}: " in str(error.value)
    assert said in str(error.value)
    assert "; " in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"gone\.toml: cannot be read"):
        load_source_words((tmp_path / "gone.toml",))


def test_windows_marks_and_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes(("\ufeff" + HARBOUR + 'party = "Q"\n').replace("\n", "\r\n").encode())
    with pytest.raises(DataError, match=r"own\.toml, line 4: "):
        load_source_words((path,))
