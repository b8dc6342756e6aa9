"""Lets a large network read unlabelled text, for the small one to learn from.

python -m train.teach --teacher FILE --encoder FOLDER --to FILE TEXTS...
"""

import argparse
import math
import random
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import torch

from tallybook.evaluate.ecbplus import ARCHIVE, read_documents
from tallybook.language.sentences import split_sentences
from tallybook.language.words import split_words
from train.fit import build
from train.network import Network
from train.taught import Taught, read, save
from train.tensors import Labels, pieces

LONGEST, SHORTEST = 70, 3  # words of a sentence
TOGETHER = 1500  # words, padding included, that are read at once

Words = tuple[tuple[str, ...], tuple[bool, ...]]


def sentences_of(text: str) -> Iterator[Words]:
    """The sentences of a text: their words, and whether each is glued to the one before."""
    for start, end in split_sentences(text):
        spans = split_words(text, start, end)
        if SHORTEST <= len(spans) <= LONGEST:
            glued = [False, *(left[1] == right[0] for left, right in pairwise(spans))]
            yield tuple(text[a:b] for a, b in spans), tuple(glued)


def restored(checkpoint: Path, encoder: Path | None) -> tuple[Network, Labels]:
    """A trained network and its labels."""
    saved = torch.load(checkpoint, weights_only=True)
    labels = Labels(tuple(saved["upos"]), tuple(saved["relations"]))
    network = build(labels, encoder)
    network.load_state_dict(network.state_dict() | saved["state"])
    return network.eval(), labels


def taught(
    network: Network, encoder: Path, sentences: Sequence[Words], minutes: float
) -> list[Taught]:
    """The sentences as the network reads them; of very many those that it can in the time."""
    cutter = pieces(encoder)
    groups: list[list[Words]] = [[]]
    for s in sorted(sentences, key=lambda s: len(s[0])):
        if (len(groups[-1]) + 1) * len(s[0]) > TOGETHER:
            groups.append([])
        groups[-1].append(s)
    random.Random(2).shuffle(groups)
    found: list[Taught] = []
    begun = time.monotonic()
    for number, group in enumerate(groups):
        if time.monotonic() - begun > 60 * minutes:
            break
        found += read(network, group, cutter)
        print(number, len(groups), sum(len(s.words) for s in found), flush=True)
    return found


def texts_in(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of files and folders.

    A .txt file is a text, a .toml file a corpus of ours whose cases each have one; a folder is
    ECB+'s, or holds such files.
    """
    for path in paths:
        if (path / ARCHIVE).is_file():
            yield from (document.report.text for document in read_documents(path))
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".txt":
                yield file.read_text(encoding="utf-8")
            elif file.suffix == ".toml":
                cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
                yield from (case["text"] for case in cases)


def main() -> None:
    """Reads the command line and the texts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--teacher", type=Path, required=True, help="its checkpoint")
    arguments.add_argument("--encoder", type=Path, required=True, help="the folder it began with")
    arguments.add_argument("--to", type=Path, required=True)
    arguments.add_argument("--words", type=int, default=600_000, help="at most so many, at random")
    arguments.add_argument("--minutes", type=float, default=math.inf, help="stop after so long")
    arguments.add_argument("texts", nargs="+", type=Path, help="files and folders of texts")
    given = arguments.parse_args()
    network, _ = restored(given.teacher, given.encoder)
    known = sorted({s for text in texts_in(given.texts) for s in sentences_of(text)})
    random.Random(1).shuffle(known)
    chosen: list[Words] = []
    left = given.words
    for s in known:
        if (left := left - len(s[0])) < 0:
            break
        chosen.append(s)
    save(taught(network, given.encoder, chosen, given.minutes), given.to)


if __name__ == "__main__":
    main()
