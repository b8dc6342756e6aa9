"""Universal Dependencies English: the shipped parser on sentences that it was not trained on.

GUM test (news, interviews, biographies, …) with gold words, UAS and LAS over all words and with
subtypes of relations; `words` is the F1 of our own word splitter on the raw sentences.
"""

from __future__ import annotations

from pathlib import Path

from tallybook.errors import UsageError
from tallybook.evaluate.parsing import attachment, parsed, words_f1
from tallybook.evaluate.scores import Outcome, Score
from tallybook.evaluate.treebank import read
from tallybook.language.parser import Parser

FOLDER = "../shared/data/treebank-en"
FILE = "gum-test.conllu.xz"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """UPOS, UAS and LAS of the shipped weights, as shares; and the word splitter's F1."""
    path = folder / FILE
    if not path.is_file():
        raise UsageError(f"{path}: is not there; name the folder of the treebank's files")
    sentences = read(path)[:limit]
    scores = attachment(sentences, parsed(Parser.load("en"), sentences))
    return Outcome(
        (
            *(Score(name, value / 100) for name, value in scores.items()),
            Score("words", words_f1(sentences) / 100),
        )
    )
