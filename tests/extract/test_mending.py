"""Trees whose tags and arcs contradict the words beside them, and what is made of them."""

from pathlib import Path

import pytest
from tests.effort import steps

from tallybook.evaluate.cases import load_cases
from tallybook.evaluate.sets.corpus import FOLDER
from tallybook.extract.embedded import ExtractOptions, kit_for
from tallybook.extract.mending import mended
from tallybook.extract.sentences import parse_some, scan_report
from tallybook.language.lemmas import lemma
from tallybook.language.tree import Name, Token, Tree

LOST = [
    pytest.param(
        "Two/NUM/4/nummod F/NOUN/4/compound -/PUNCT/4/punct 16s/NUM/6/nsubj:pass "
        "were/AUX/6/aux:pass lost/VERB/0/root",
        {"Two": ("F", "nummod"), "F": ("lost", "nsubj:pass"), "16s": ("F", "flat")},
        id="the name of a make heads its number",
    ),
    pytest.param(
        "Nine/NUM/2/nummod Kestrel/PROPN/3/compound jets/NOUN/5/nsubj:pass were/AUX/5/aux:pass "
        "downed/VERB/0/root",
        {"Nine": ("jets", "nummod")},
        id="a number counts the plural",
    ),
    pytest.param(
        "Nine/NUM/6/discourse self/NOUN/3/compound driven/VERB/4/amod guns/NOUN/6/nsubj:pass "
        "were/AUX/6/aux:pass lost/VERB/0/root",
        {"Nine": ("guns", "nummod")},
        id="a number that opens a plural counts it",
    ),
    pytest.param(
        "Rebels/NOUN/2/nsubj:pass killed/VERB/0/root or/CCONJ/4/cc hurt/VERB/2/conj "
        "nine/NUM/6/nummod guards/NOUN/2/obj",
        {"Rebels": ("killed", "nsubj")},
        id="a verb with an object is active",
    ),
    pytest.param(
        "Many/ADJ/4/nsubj:pass are/AUX/4/aux due/ADJ/4/advmod coming/VERB/0/root by/ADP/6/case "
        "June/PROPN/4/obl ,/PUNCT/10/punct the/DET/9/det bank/NOUN/10/nsubj forecast/VERB/6/advcl",
        {"forecast": ("coming", "parataxis")},
        id="a closing aside speaks of the whole",
    ),
    pytest.param(
        "He/PRON/2/nsubj spoke/VERB/0/root of/ADP/4/case nine/NUM/2/obl killed/VERB/2/parataxis",
        {"killed": ("nine", "acl")},
        id="a participle behind a number is its own",
    ),
    pytest.param(
        "They/PRON/5/nsubj were/AUX/6/aux:pass among/ADP/5/case nine/NUM/5/nummod "
        "men/NOUN/0/root killed/VERB/5/conj",
        {"killed": ("men", "conj")},
        id="a participle that hangs on its noun stays",
    ),
    pytest.param(
        "They/PRON/5/nsubj were/AUX/6/aux:pass among/ADP/5/case nine/NUM/5/nummod "
        "men/NOUN/8/ccomp killed/VERB/8/ccomp ,/PUNCT/8/punct said/VERB/0/root",
        {"killed": ("men", "acl"), "were": ("men", "cop")},
        id="a participle behind a predicate is the noun's",
    ),
    pytest.param(
        "14:05/NUM/0/root Police/NOUN/3/nsubj posted/VERB/1/parataxis :/PUNCT/6/punct "
        "nine/NUM/6/nummod wounded/ADJ/3/obj",
        {"posted": (None, "root"), "wounded": ("posted", "parataxis")},
        id="a time is no sentence, and a colon opens a clause",
    ),
    pytest.param(
        "Nine/NUM/2/nsubj died/VERB/0/root in/ADP/4/case Onda/PROPN/2/obl and/CCONJ/6/cc "
        "one/NUM/1/conj in/ADP/8/case Berg/PROPN/6/nmod",
        {"one": ("Onda", "conj")},
        id="nothing behind the verb joins its subject",
    ),
    pytest.param(
        "After/ADP/3/case six/NUM/3/nummod monks/NOUN/10/obl and/CCONJ/6/cc two/NUM/6/nummod "
        "cooks/NOUN/8/nsubj:pass were/AUX/8/aux:pass killed/VERB/3/conj it/PRON/10/nsubj "
        "shut/VERB/0/root",
        {
            "monks": ("killed", "nsubj:pass"),
            "cooks": ("monks", "conj"),
            "After": ("killed", "mark"),
        },
        id="two subjects of one verb",
    ),
    pytest.param(
        "None/PRON/4/nsubj has/AUX/4/aux been/AUX/4/aux:pass confirmed/ADJ/0/root",
        {"None": ("confirmed", "nsubj:pass")},
        id="the auxiliary of the passive makes a verb",
    ),
    pytest.param(
        "Police/NOUN/2/nsubj shot/VERB/0/root guards/NOUN/2/obj Ivo/PROPN/2/obj",
        {"Ivo": ("guards", "appos")},
        id="the second of two objects names the first",
    ),
]


@pytest.mark.parametrize(("words", "expected"), LOST)
def test_arcs_are_those_that_the_words_allow(
    words: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    tree = mended(tree_of(words))
    found = {
        token.text: (tree.tokens[token.head].text if token.head >= 0 else None, token.deprel)
        for token in tree.tokens
    }
    assert {word: found[word] for word in expected} == expected


def test_a_name_in_small_letters_is_a_noun() -> None:
    tree = mended(tree_of("The/DET/2/det pirates/PROPN/3/nsubj hold/VERB/0/root men/NOUN/3/obj"))
    assert (tree.tokens[1].upos, tree.tokens[1].lemma) == ("NOUN", "pirate")


def test_a_verb_with_an_owner_and_a_preposition_is_a_noun() -> None:
    words = (
        "Nine/NUM/2/nsubj died/VERB/0/root in/ADP/5/mark their/PRON/5/nmod:poss "
        "raiding/VERB/2/advcl"
    )
    tree = mended(tree_of(words))
    assert (tree.tokens[4].upos, tree.tokens[4].deprel) == ("NOUN", "obl")
    assert tree.tokens[2].deprel == "case"


def test_what_is_joined_to_a_place_is_a_place() -> None:
    words = (
        "roads/NOUN/0/root between/ADP/3/case Onda/PROPN/1/nmod and/CCONJ/5/cc Berg/PROPN/3/conj"
    )
    given = tree_of(words)
    named = Tree(given.start, given.end, given.tokens, (Name(2, 2, "LOC"), Name(4, 4, "PER")))
    assert [name.kind for name in mended(named).names] == ["LOC", "LOC"]


@pytest.mark.parametrize(
    "words",
    [
        "Nine/NUM/2/nummod crew/NOUN/3/compound members/NOUN/4/nsubj drowned/VERB/0/root",
        "Two/NUM/2/nummod girls/NOUN/3/nsubj:pass abducted/VERB/0/root here/ADV/3/advmod",
        "Nine/NUM/2/nsubj died/VERB/0/root ,/PUNCT/5/punct some/NOUN/5/nsubj fled/VERB/2/parataxis",
    ],
)
def test_a_tree_without_fault_stays_but_for_its_number(words: str) -> None:
    given = tree_of(words)
    after = mended(given)
    assert [t.upos for t in after.tokens] == [t.upos for t in given.tokens]
    assert [t.deprel for t in after.tokens] == [t.deprel for t in given.tokens]


def test_mended_trees_have_one_root_and_no_cycle() -> None:
    kit = kit_for(ExtractOptions())
    for case in load_cases(Path(FOLDER)):
        text = case.report.text
        sentences = scan_report(case.report, case.blocks, kit)
        for sentence in parse_some(text, sentences, range(len(sentences)), kit):
            tree = sentence.tree
            assert tree is not None
            roots = [token for token in tree.tokens if token.head < 0]
            assert len(roots) == bool(tree.tokens), text
            reached = tree.subtree(tree.root()) if tree.tokens else ()
            assert reached == tuple(range(len(tree.tokens))), text


def test_a_number_finds_the_plural_that_it_opens_in_a_long_chain() -> None:
    def chained(count: int) -> Tree:
        chain = [
            f"nine/NUM/1/discourse guards/NOUN/{3 + 2 * at}/conj" for at in range(1, count + 1)
        ]
        chain[-1] = "nine/NUM/1/discourse guards/NOUN/1/obj"
        return tree_of("lost/VERB/0/root " + " ".join(chain))

    few, many = chained(100), chained(400)
    numbers = [token for token in mended(many).tokens if token.upos == "NUM"]
    assert [token.deprel for token in numbers[:2]] == ["nummod", "discourse"]
    assert steps(mended, many) < 4 * 1.4 * steps(mended, few)


def tree_of(words: str) -> Tree:
    """A tree written as word/tag/head/relation, the head by its place from 1, 0 for the root."""
    tokens, at = [], 0
    for index, word in enumerate(words.split()):
        text, upos, head, deprel = word.split("/")
        base = lemma(text, upos)
        tokens.append(Token(index, at, at + len(text), text, base, upos, int(head) - 1, deprel))
        at += len(text) + 1
    return Tree(0, at, tuple(tokens))
