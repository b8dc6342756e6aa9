"""Sentences as tensors, in batches of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor

from tallybook.evaluate.treebank import Sentence
from tallybook.language.pieces import Pieces, shapes_of, stack
from train.names import TAGS
from train.network import EWT, GUM

SKIP = -100  # a target that no loss counts


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets, in the order of the network's outputs."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = TAGS

    @staticmethod
    def of(sentences: Sequence[Sentence]) -> "Labels":
        """The labels that occur in the sentences."""
        return Labels(
            tuple(sorted({tag for s in sentences for tag in s.upos})),
            tuple(sorted({relation for s in sentences for relation in s.relations})),
        )


def pieces(model: Path) -> Pieces:
    """The cutter of the encoder in the folder `model`."""
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def encode(word: str) -> list[int]:
        return list(tokenizer.encode(word, add_special_tokens=False).ids)

    start, end, unknown = (
        next(found for t in names if (found := tokenizer.token_to_id(t)) is not None)
        for names in (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[UNK]", "<unk>"))
    )
    return Pieces(encode, start, end, unknown)


def batch(
    sentences: Sequence[Sentence], cutter: Pieces, labels: Labels
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The network's input and the targets (tag, head, relation, name; SKIP where there is none)."""
    encoded = [cutter.encode(s.words, shapes_of(s.words, s.glued())) for s in sentences]
    given = {name: torch.from_numpy(array) for name, array in stack(encoded).items()}
    given["bank"] = torch.tensor([GUM if s.id.startswith("GUM") else EWT for s in sentences])
    size = given["word"].shape
    gold = {name: torch.full(size, SKIP) for name in ("tag", "head", "relation", "name")}
    for row, s in enumerate(sentences):
        n = len(s.words)
        gold["tag"][row, :n] = _indexes(s.upos, labels.upos)
        gold["head"][row, :n] = torch.tensor(s.heads)
        gold["relation"][row, :n] = _indexes(s.relations, labels.relations)
        gold["name"][row, :n] = _indexes(s.names, labels.names)
    return given, gold


def _indexes(values: Sequence[str | None], labels: Sequence[str]) -> Tensor:
    place = {label: i for i, label in enumerate(labels)}
    return torch.tensor([place.get(value, SKIP) if value is not None else SKIP for value in values])


class Worded(Protocol):
    """What has words."""

    @property
    def words(self) -> Sequence[str]:
        """The words, in order."""
        ...


S = TypeVar("S", bound=Worded)


def batches(
    sentences: Sequence[S], cutter: Pieces, size: int, chance: random.Random | None
) -> Iterator[list[S]]:
    """Groups of at most `size` pieces with padding, alike in length; shuffled by `chance`."""
    sized = [
        (
            sum(len(cutter.of(word)) for word in s.words)
            + (3 * chance.random() if chance else 0.0),
            s,
        )
        for s in sentences
    ]
    groups: list[list[S]] = [[]]
    for pieces_, s in sorted(sized, key=lambda pair: pair[0]):
        if groups[-1] and (len(groups[-1]) + 1) * pieces_ > size:
            groups.append([])
        groups[-1].append(s)
    if chance:
        chance.shuffle(groups)
    yield from groups
