"""The shipped parser: sound trees for any text, and readings that the rest stands on."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallybook.errors import UnknownName
from tallybook.language.lemmas import lemma
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences
from tallybook.language.tree import Tree


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


def parse(parser: Parser, text: str) -> Tree:
    return parser.parse(text, [(0, len(text))])[0]


def check(text: str, tree: Tree) -> None:
    """What holds of every tree."""
    assert all(text[token.start : token.end] == token.text for token in tree.tokens)
    assert all(token.index == place for place, token in enumerate(tree.tokens))
    assert all(tree.start <= token.start < token.end <= tree.end for token in tree.tokens)
    assert all(token.lemma == token.lemma.lower() for token in tree.tokens)
    if tree.tokens:
        assert tree.subtree(tree.root()) == tuple(range(len(tree.tokens)))
        assert [t.index for t in tree.tokens if t.deprel == "root"] == [tree.root()]
    for name in tree.names:
        assert 0 <= name.first <= name.last < len(tree.tokens)
        assert name.kind in ("PER", "ORG", "LOC")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=80) | st.text(alphabet="abcXYZ 12.,;'’“”()-\n", max_size=120))
def test_any_text_gives_sound_trees(parser: Parser, text: str) -> None:
    sentences = split_sentences(text)
    trees = parser.parse(text, sentences)
    assert [(tree.start, tree.end) for tree in trees] == sentences
    for tree in trees:
        check(text, tree)


def test_empty_sentences_give_empty_trees(parser: Parser) -> None:
    trees = parser.parse("   A man died.", [(0, 3), (3, 14), (3, 3)])
    assert [len(tree.tokens) for tree in trees] == [0, 4, 0]
    assert parser.parse("", []) == []


def test_order_is_kept_whatever_the_lengths(parser: Parser) -> None:
    text = "\n".join("He " + "very " * (n * 7 % 23) + "much died ." for n in range(60))
    trees = parser.parse(text, split_sentences(text))
    assert [tree.start for tree in trees] == sorted(tree.start for tree in trees)
    for tree in trees:
        check(text, tree)


def test_a_sentence_reads_the_same_in_any_company(parser: Parser) -> None:
    text = "At least 30 soldiers were killed."
    alone = parse(parser, text)
    longer = (
        text + " The ministry said that it had received no word of them from the front by Monday."
    )
    assert parser.parse(longer, split_sentences(longer))[0].tokens == alone.tokens


def test_company_changes_no_tree(parser: Parser) -> None:
    company = [
        "A shell killed four men and wounded nine near the mill, the mayor of Varn said on Friday.",
        "2,946 DEAD, 5,674 HURT.",
        "The quake that struck late on 8 September left 300 people dead, the ministry said.",
        "He wept.",
        "Rescuers from the Norland Red Cross dug all night; none of the 14 miners, three of them "
        "brothers, came out alive, and the pit was closed.",
    ]
    together = "\n".join(company)
    for tree, text in zip(parser.parse(together, split_sentences(together)), company, strict=True):
        alone = parse(parser, text)
        assert [(t.head, t.deprel) for t in tree.tokens] == [
            (t.head, t.deprel) for t in alone.tokens
        ]


def test_long_sentences_lose_nothing(parser: Parser) -> None:
    text = "The men of the brigade were killed , and " * 150 + "they fled ."
    tree = parse(parser, text)
    check(text, tree)
    assert len(tree.tokens) == len(text.split())


def test_a_wall_of_letters_is_a_word(parser: Parser) -> None:
    text = "x" * 5000 + " " + "☃" * 50 + " \u0000 \ud7ff died"
    check(text, parse(parser, text))


def test_an_unknown_language_names_the_known() -> None:
    with pytest.raises(UnknownName, match="en"):
        Parser.load("xx")


@pytest.mark.parametrize(
    "text",
    [
        "At least 30 soldiers were killed in Kursk.",
        "AT LEAST 30 SOLDIERS WERE KILLED IN KURSK.",
        "At Least 30 Soldiers Were Killed in Kursk",
        "At least 30 soldiers killed in Kursk",
    ],
)
def test_prose_wires_and_headlines_read_alike(parser: Parser, text: str) -> None:
    tree = parse(parser, text)
    soldiers = text.lower().split().index("soldiers")
    assert tree.tokens[soldiers].head == text.lower().split().index("killed")
    assert tree.tokens[soldiers].deprel == "nsubj:pass"
    assert tree.children(soldiers, "nummod") == (2,)
    kursk = tree.at(text.lower().index("kursk"))
    assert kursk is not None
    name = tree.name_at(kursk)
    assert name is not None
    assert name.kind == "LOC"


def test_quotes_of_any_kind_read_alike(parser: Parser) -> None:
    straight = parse(parser, '"We lost 30 men," he said. It\'s over.')
    curly = parse(parser, "“We lost 30 men,” he said. It’s over.")
    assert [(t.head, t.deprel) for t in straight.tokens] == [
        (t.head, t.deprel) for t in curly.tokens
    ]


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("killed", "VERB", "kill"),
        ("Died", "VERB", "die"),
        ("left", "VERB", "leave"),
        ("was", "AUX", "be"),
        ("n’t", "PART", "not"),
        ("’s", "AUX", "be"),
        ("children", "NOUN", "child"),
        ("bodies", "NOUN", "body"),
        ("TROOPS", "NOUN", "troops"),
        ("Kursk", "PROPN", "kursk"),
        ("would", "AUX", "would"),
        ("them", "PRON", "they"),
        ("higher", "ADJ", "high"),
        ("Israeli", "ADJ", "israeli"),
        ("least", "ADJ", "least"),
        ("11,000", "NUM", "11,000"),
        ("", "X", ""),
    ],
)
def test_lemmas(word: str, upos: str, expected: str) -> None:
    assert lemma(word, upos) == expected
