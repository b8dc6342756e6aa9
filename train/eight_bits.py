"""What keeps the network good in 8 bits: a scale per word vector, and outliers among inputs tamed.

At run time each multiplication takes its input in 8 bits, with one scale for all of it. A few
of the encoder's features are ten times as large as all others, so that one scale left those others
five bits. Dividing the large ones and multiplying their weights as much gives the same product.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from tallybook.evaluate.treebank import Sentence
from tallybook.language.pieces import Pieces
from train.network import Network
from train.tensors import Labels, batch, batches

USUAL = 0.98
"""The share of an input's features that are left as they are."""
EVERY = 60  # one training sentence of so many is enough to see which features are large
PIECES = 1500
LARGE = ("intermediate.dense", "output.dense")
"""The layers (of the encoder's names) whose inputs have outliers."""


class RowTable(nn.Module):
    """An embedding in 8 bits with a scale for each row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of the ids, in float."""
        found: Tensor = self.rows[ids].float() * self.scale[ids]
        return found


class Tamed(nn.Module):
    """A linear layer whose large inputs are divided, and their weights multiplied, by `by`."""

    def __init__(self, layer: nn.Linear, by: Tensor) -> None:
        super().__init__()
        self.register_buffer("inverse", 1 / by)
        self.layer = nn.Linear(layer.in_features, layer.out_features)
        self.layer.weight.data = layer.weight.detach() * by
        self.layer.bias = layer.bias

    def forward(self, x: Tensor) -> Tensor:
        """What the layer gave before."""
        found: Tensor = self.layer(x * self.inverse)
        return found


def ready_for_eight_bits(network: Network, divided: Mapping[str, Tensor]) -> None:
    """Changes the encoder in place; its results stay the same but for rounding of word vectors.

    divided: by the encoder's layers, what each of their features is divided by (`outliers`).
    """
    for name, by in divided.items():
        parent, _, leaf = name.rpartition(".")
        holder = network.encoder.get_submodule(parent)
        layer = network.encoder.get_submodule(name)
        assert isinstance(layer, nn.Linear)
        setattr(holder, leaf, Tamed(layer, by))
    embeddings = network.encoder.get_submodule("embeddings")
    table = embeddings.get_submodule("word_embeddings")
    assert isinstance(table, nn.Embedding)
    embeddings.word_embeddings = RowTable(table)


def outliers(
    network: Network, sentences: Sequence[Sentence], cutter: Pieces, labels: Labels
) -> dict[str, Tensor]:
    """For the layers whose inputs have outliers, by how much each feature exceeds the usual ones.

    sentences: those it was trained on; they show which features are large.
    """
    with _watched(network.encoder) as largest, torch.no_grad():
        for group in batches(list(sentences)[::EVERY], cutter, PIECES, None):
            network.words(batch(group, cutter, labels)[0])
    return {
        name: (features / features.quantile(USUAL)).clamp(min=1.0)
        for name, features in largest.items()
    }


@contextmanager
def _watched(encoder: nn.Module) -> Iterator[dict[str, Tensor]]:
    """The largest absolute value of each input feature of the layers that have outliers, so far."""
    largest: dict[str, Tensor] = {}

    def watch(name: str, layer: nn.Linear) -> torch.utils.hooks.RemovableHandle:
        def see(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            now = given[0].detach().abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest[name], now) if name in largest else now

        return layer.register_forward_pre_hook(see)

    handles = [
        watch(name, layer)
        for name, layer in encoder.named_modules()
        if isinstance(layer, nn.Linear) and name.endswith(LARGE)
    ]
    try:
        yield largest
    finally:
        for handle in handles:
            handle.remove()
