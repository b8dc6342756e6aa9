"""Scores the shipped parser: python -m train.score --data ../shared/data

Parse and tags are scored with gold words, through the run-time Parser and its int8 weights.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from tallybook.evaluate.parsing import attachment, parsed, words_f1
from tallybook.evaluate.treebank import Sentence
from tallybook.language.parser import Parser
from tallybook.language.tree import Tree
from train import corpus

Named = set[tuple[int, int, int, str]]


def name_scores(
    sentences: Sequence[Sentence], trees: Sequence[Tree]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in per cent of exact names, over all and by kind."""
    gold: Named = set()
    found: Named = set()
    for row, (s, tree) in enumerate(zip(sentences, trees, strict=True)):
        if None in s.names:
            continue
        found |= {(row, name.first, name.last, name.kind) for name in tree.names}
        begun = -1
        for i, tag in enumerate([*s.names, "O"]):
            if begun >= 0 and not (tag or "O").startswith("I-"):
                gold.add((row, begun, i - 1, (s.names[begun] or "")[2:]))
                begun = -1
            if (tag or "").startswith("B-"):
                begun = i
    out = {}
    for kind in ("all", "PER", "ORG", "LOC"):
        g = {name for name in gold if kind in ("all", name[3])}
        f = {name for name in found if kind in ("all", name[3])}
        right = len(g & f)
        out[kind] = (
            100 * right / max(1, len(f)),
            100 * right / max(1, len(g)),
            200 * right / max(1, len(f) + len(g)),
        )
    return out


def main() -> None:
    """Prints the scores of a language's shipped weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--data", type=Path, required=True, help="folder with treebank-en and names-en"
    )
    arguments.add_argument("--language", default="en")
    given = arguments.parse_args()
    data = corpus.load(given.data)
    parser = Parser.load(given.language)
    for title, sentences in (("ewt-dev", data.dev), ("gum-test", data.test)):
        begun = time.perf_counter()
        trees = parsed(parser, sentences)
        spent = time.perf_counter() - begun
        scores = attachment(sentences, trees)
        print(title, " ".join(f"{name} {value:.2f}" for name, value in scores.items()))
        for kind, (precision, recall, f1) in name_scores(sentences, trees).items():
            print(f"  names {kind}: precision {precision:.1f} recall {recall:.1f} F1 {f1:.1f}")
        count = sum(len(s.words) for s in sentences)
        print(f"  word splitting F1 {words_f1(sentences):.2f}; {count / spent:.0f} words/s")


if __name__ == "__main__":
    main()
