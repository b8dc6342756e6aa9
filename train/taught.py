"""Sentences without gold, as a larger network reads them: what it holds likely, word by word."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import torch
from torch import Tensor

from tallybook.language.pieces import Pieces, shapes_of, stack
from train.network import GUM, Network

LIKELY = 8  # heads that are kept of each word; all others together are below one in a thousand


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence of n words with the teacher's probabilities.

    heads, sure: [n, LIKELY], the likeliest heads (0 is the root) and how likely each is
    relation: [n, relations], of the arc to the likeliest head
    tag, name: [n, tags], [n, name tags]
    """

    words: tuple[str, ...]
    glued: tuple[bool, ...]
    heads: Tensor
    sure: Tensor
    relation: Tensor
    tag: Tensor
    name: Tensor

    def shown(self, chance: random.Random) -> "Taught":
        """The sentence, now and then in capitals, in title case or in lower case."""
        roll = chance.random()
        if roll < 0.08:
            return replace(self, words=tuple(word.upper() for word in self.words))
        if roll < 0.14:
            return replace(
                self, words=tuple(w[:1].upper() + w[1:] if len(w) > 3 else w for w in self.words)
            )
        if roll < 0.18:
            return replace(self, words=tuple(word.lower() for word in self.words))
        return self


def save(sentences: Sequence[Taught], to: Path) -> None:
    """Writes the sentences as one file of tensors."""
    to.parent.mkdir(parents=True, exist_ok=True)
    rows = [{f.name: getattr(s, f.name) for f in fields(Taught)} for s in sentences]
    torch.save(rows, to)


def load(path: Path) -> list[Taught]:
    """What `save` wrote."""
    return [Taught(**row) for row in torch.load(path, weights_only=True)]


def batch(
    sentences: Sequence[Taught], cutter: Pieces
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The network's input, read as GUM's, and the targets of the real words, one below another."""
    encoded = [cutter.encode(s.words, shapes_of(s.words, s.glued)) for s in sentences]
    given = {name: torch.from_numpy(array) for name, array in stack(encoded).items()}
    given["bank"] = torch.full((len(sentences),), GUM)
    targets = {
        name: torch.cat([getattr(s, name) for s in sentences])
        for name in ("heads", "sure", "relation", "tag", "name")
    }
    return given, {
        name: tensor.long() if name == "heads" else tensor.float()
        for name, tensor in targets.items()
    }


def loss_of(network: Network, given: dict[str, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    """Cross-entropy against the teacher's probabilities, weighed as for gold."""
    words = network.words(given)
    heads = network.with_root(words)
    real = given["word"] > 0
    arcs = network.arcs(words, heads, given["word"])[real].log_softmax(-1)
    row = torch.arange(real.size(0)).unsqueeze(1).expand_as(real)[real]
    relations = network.relations(words[real], heads[row, wanted["heads"][:, 0]])
    total = -(wanted["sure"] * arcs.gather(1, wanted["heads"])).sum(-1).mean()
    total = total + _cross_entropy(relations, wanted["relation"])
    total = total + 0.5 * _cross_entropy(network.tag(words)[real], wanted["tag"])
    return total + 0.5 * _cross_entropy(network.name(words)[real], wanted["name"])


def _cross_entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * scores.float().log_softmax(-1)).sum(-1).mean()


@torch.no_grad()
def read(
    network: Network, sentences: Sequence[tuple[tuple[str, ...], tuple[bool, ...]]], cutter: Pieces
) -> list[Taught]:
    """What the network holds likely of sentences (words, and whether each is glued to the last)."""
    encoded = [cutter.encode(words, shapes_of(words, glued)) for words, glued in sentences]
    given = {name: torch.from_numpy(array) for name, array in stack(encoded).items()}
    given["bank"] = torch.full((len(sentences),), GUM)
    with torch.autocast("cpu", torch.bfloat16):
        words = network.words(given)
        heads = network.with_root(words)
        arcs = network.arcs(words, heads, given["word"]).softmax(-1)
        sure, best = arcs.topk(min(LIKELY, arcs.size(-1)))
        row = torch.arange(len(sentences)).unsqueeze(1).expand(best.shape[:2])
        flat = words.flatten(0, 1)
        relation = network.relations(flat, heads[row, best[..., 0]].flatten(0, 1))
        relation = relation.float().softmax(-1).view(*words.shape[:2], -1)
        tag, name = (head(words).float().softmax(-1) for head in (network.tag, network.name))
    found = []
    for at, (text, glued) in enumerate(sentences):
        n = len(text)
        kept = min(LIKELY, n + 1)
        found.append(
            Taught(
                text,
                glued,
                _wide(best[at, :n, :kept]).short(),
                _wide(sure[at, :n, :kept]).half(),
                relation[at, :n].half(),
                tag[at, :n].half(),
                name[at, :n].half(),
            )
        )
    return found


def _wide(some: Tensor) -> Tensor:
    """[n, k] widened with noughts to [n, LIKELY]."""
    return torch.nn.functional.pad(some, (0, LIKELY - some.size(1)))
