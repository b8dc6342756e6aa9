"""The parser's network: a small pretrained encoder, heads for tags, arcs, relations, names."""

import torch
from torch import Tensor, nn

from tallybook.language.pieces import SHAPES

ARC = 256
RELATION = 96
EWT, GUM = 0, 1  # the treebanks, whose habits are told apart
NEVER = -1e4  # a score that no softmax gives weight to, within bfloat16 and float32 alike


def _project(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(0.2))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Network(nn.Module):
    """Pieces and letter shapes in; tag, arc, relation and name scores out. Head 0 is the root."""

    def __init__(self, encoder: nn.Module, tags: int, relations: int, names: int) -> None:
        super().__init__()
        self.encoder = encoder
        width, layers = encoder.config.hidden_size, encoder.config.num_hidden_layers
        self.mix = nn.Parameter(torch.tensor([0.0] * (layers - 1) + [1.0, 2.0]))
        self.shape = nn.Embedding(SHAPES, width)
        self.bank = nn.Embedding(2, width)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.bank.weight)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(width, tags)
        self.name = nn.Linear(width, names)
        self.arc_child, self.arc_head = _project(width, ARC), _project(width, ARC)
        self.relation_child, self.relation_head = (
            _project(width, RELATION),
            _project(width, RELATION),
        )
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.relation = nn.Parameter(torch.randn(RELATION + 1, relations, RELATION + 1) * 0.02)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """Word vectors [b, n, width]: of pieces, shape and treebank, if told."""
        states = self.encoder(
            input_ids=batch["ids"], attention_mask=batch["mask"], output_hidden_states=True
        ).hidden_states
        weight = self.mix.softmax(0)
        mixed = sum(w * state for w, state in zip(weight, states, strict=True))

        def pick(index: Tensor) -> Tensor:
            return torch.gather(mixed, 1, index.unsqueeze(-1).expand(-1, -1, mixed.size(-1)))

        return self.dropout(
            (pick(batch["first"]) + pick(batch["last"])) * 0.5
            + self.shape(batch["shape"])
            + (self.bank(batch["bank"]).unsqueeze(1) if "bank" in batch else 0.0)
        )

    def with_root(self, words: Tensor) -> Tensor:
        """The candidates for a head [b, n + 1, width]: the root, then the words."""
        return torch.cat([self.root.to(words.dtype).expand(words.size(0), 1, -1), words], 1)

    def arcs(self, words: Tensor, heads: Tensor, real: Tensor) -> Tensor:
        """Scores [b, n, n + 1] of each word's head; never the word itself, nor padding."""
        scores = _with_one(self.arc_child(words)) @ self.arc @ self.arc_head(heads).transpose(1, 2)
        n = words.size(1)
        own = torch.cat([torch.zeros(n, 1), torch.eye(n)], 1)
        padding = torch.cat([torch.zeros(real.size(0), 1), 1.0 - real.float()], 1)
        return scores.float() + NEVER * (own.unsqueeze(0) + padding.unsqueeze(1))

    def relations(self, children: Tensor, heads: Tensor) -> Tensor:
        """Scores [k, relations] of k given arcs, from the vectors [k, width] of child and head."""
        # Only for given arcs: scores for all pairs in training grow memory without bound on CPU.
        left = torch.einsum("ki,ilj->klj", _with_one(self.relation_child(children)), self.relation)
        return torch.einsum("klj,kj->kl", left, _with_one(self.relation_head(heads)))

    def all_relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores [b, n, n + 1, relations] of every possible arc; for use without gradients."""
        b, n = words.shape[:2]
        relations = self.relation.size(1)
        left = _with_one(self.relation_child(words)) @ self.relation.flatten(1)
        left = left.view(b, n * relations, RELATION + 1)
        scores = left @ _with_one(self.relation_head(heads)).transpose(1, 2)
        return scores.view(b, n, relations, n + 1).transpose(2, 3)
