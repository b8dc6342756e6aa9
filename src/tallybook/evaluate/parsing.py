"""The parser against a treebank: tags, heads and relations with gold words, and its own words."""

from collections.abc import Sequence

from tallybook.evaluate.treebank import Sentence
from tallybook.language.parser import Parser
from tallybook.language.tree import Tree
from tallybook.language.words import split_words


def parsed(parser: Parser, sentences: Sequence[Sentence]) -> list[Tree]:
    """The sentences, all in one text, parsed with their gold words."""
    text, words = "", []
    texts = []
    offset = 0
    for s in sentences:
        spans = s.spans()
        if spans is None:
            raise ValueError(f"{s.id}: the words are not in the text")
        words.append([(start + offset, end + offset) for start, end in spans])
        texts.append(s.text)
        offset += len(s.text) + 1
    text = "\n".join(texts)
    return parser.parse_words(text, words)


def attachment(sentences: Sequence[Sentence], trees: Sequence[Tree]) -> dict[str, float]:
    """UPOS, UAS and LAS in per cent, all words counted, relations with their subtypes."""
    total = upos = uas = las = 0
    for s, tree in zip(sentences, trees, strict=True):
        for i, token in enumerate(tree.tokens):
            total += 1
            upos += token.upos == s.upos[i]
            attached = token.head + 1 == s.heads[i]
            uas += attached
            las += attached and token.deprel == s.relations[i]
    return {"UPOS": 100 * upos / total, "UAS": 100 * uas / total, "LAS": 100 * las / total}


def words_f1(sentences: Sequence[Sentence]) -> float:
    """F1 in per cent of the word splitter's spans on the treebank's raw sentences."""
    right = gold = found = 0
    for s in sentences:
        ours = set(split_words(s.text, 0, len(s.text)))
        theirs = set(s.spans() or ())
        right, gold, found = right + len(ours & theirs), gold + len(theirs), found + len(ours)
    return 200 * right / (gold + found)
