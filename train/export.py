"""Writes the trained parser as int8 ONNX.

python -m train.export --model FILE --data ../shared/data --to DIR
"""

import argparse
import json
import math
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

from train import corpus
from train.eight_bits import outliers, ready_for_eight_bits
from train.fit import build, encoder_folder
from train.fixed_scales import fix_scales
from train.network import GUM, NEVER, Network, _with_one
from train.tensors import Labels, pieces

INPUTS = ("ids", "mask", "first", "last", "shape", "word")
OUTPUTS = ("tag", "arc", "relation", "name")
RELATION_COUNTS = 1.5  # the best on ewt-dev of 0 to 3
LARGE = 300_000  # numbers in a matrix of the heads, from which on it is worth 8 bits
HEADS = 4  # of each word, for which a relation is sought


class Graph(nn.Module):
    """The network as it runs: best tags, arc scores, best relation of each arc, best name tags.

    The score of an arc counts how sure its relation is, RELATION_COUNTS times: the best tree over
    these scores is then the best of arcs and relations together.
    """

    def __init__(self, network: Network, root: int) -> None:
        super().__init__()
        self.network = network
        # Only an arc from the root (head 0) may be called "root".
        self.register_buffer("root_only", torch.full((network.relation.size(1), 1), NEVER))
        self.register_buffer("never_root", torch.zeros(network.relation.size(1), 1))
        self.root_only[root] = 0
        self.never_root[root] = NEVER

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """INPUTS to OUTPUTS; tag, relation and name are indexes of labels."""
        batch = dict(zip(INPUTS, given, strict=True))
        words = self.network.words(batch)
        heads = self.network.with_root(words)
        arcs = self.network.arcs(words, heads, batch["word"])
        best, sure, which = self.likely_relations(words, heads, arcs)
        # What no relation was sought for is taken to be as good as the worst of those that had one.
        worst = sure.amin(-1, keepdim=True).expand_as(arcs)
        first = which[..., :1].expand(arcs.shape)
        return (
            self.network.tag(words).argmax(-1).int(),
            arcs + RELATION_COUNTS * worst.scatter(2, best, sure),
            first.scatter(2, best, which).int(),
            self.network.name(words).argmax(-1).int(),
        )

    def likely_relations(
        self, words: Tensor, heads: Tensor, arcs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Of the HEADS best heads of each word: which, how sure the best relation is, and which."""
        # With the root even a sentence of one word has two heads, the second of them impossible.
        best = arcs.topk(torch.clamp(torch.tensor(arcs.shape[2]), max=HEADS)).indices
        children = _with_one(self.network.relation_child(words))
        likely = self.network.relation_head(heads)
        across = best.flatten(1).unsqueeze(-1).expand(-1, -1, likely.size(-1))
        likely = _with_one(likely.gather(1, across).view(*best.shape, likely.size(-1)))
        relations = self.network.relation.size(1)
        left = (children @ self.network.relation.flatten(1)).view(
            *words.shape[:2], relations, likely.size(-1)
        )
        scores = left @ likely.transpose(2, 3)
        of_root = (best == 0).unsqueeze(2)
        scores = scores + torch.where(of_root, self.root_only, self.never_root)
        found, which = scores.max(2)
        return best, found - scores.logsumexp(2), which


def restore(checkpoint: Path) -> tuple[Network, Labels, dict[str, Tensor] | None]:
    """The trained network, its labels, and what was divided where it comes of int8 weights."""
    saved = torch.load(checkpoint, weights_only=True)
    labels = Labels(tuple(saved["upos"]), tuple(saved["relations"]))
    network = build(labels)
    network.load_state_dict(network.state_dict() | saved["state"])
    with torch.no_grad():
        # At run time every sentence is read as one of GUM, whose news is edited prose.
        network.shape.weight += network.bank.weight[GUM]
    network.encoder.set_attn_implementation("eager")
    return network.eval(), labels, saved.get("divided")


def to_onnx(network: Network, labels: Labels, path: Path) -> None:
    """The float32 graph."""
    words, pieces = 5, 9
    example = (
        torch.randint(1000, 2000, (2, pieces)),
        torch.ones(2, pieces, dtype=torch.long),
        torch.arange(1, words + 1).repeat(2, 1),
        torch.arange(1, words + 1).repeat(2, 1),
        torch.zeros(2, words, dtype=torch.long),
        torch.ones(2, words, dtype=torch.long),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask")}
    axes |= {
        name: {0: "batch", 1: "words"} for name in ("first", "last", "shape", "word", "tag", "name")
    }
    axes |= {name: {0: "batch", 1: "words", 2: "heads"} for name in ("arc", "relation")}
    torch.onnx.export(
        Graph(network, labels.relations.index("root")).eval(),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )


def quantize(
    source: Path, target: Path, per_channel: bool, reduce_range: bool, heads: bool
) -> None:
    """int8 weights, per tensor or per output channel; of the heads only the large ones, or all.

    With `reduce_range` weights have 7 bits: on AVX2 without VNNI, sums of two products of 8 bits
    overflow their 16.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    graph = onnx.load(str(ready)).graph
    large = {w.name for w in graph.initializer if math.prod(w.dims) > LARGE}
    kept = [
        n.name
        for n in graph.node
        if n.op_type == "MatMul"
        and not heads
        and "encoder" not in n.name
        and n.input[1] not in large
    ]
    quantize_dynamic(
        str(ready),
        str(target),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        per_channel=per_channel,
        reduce_range=reduce_range,
        nodes_to_exclude=kept,
    )


def main() -> None:
    """Reads the command line and exports."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=Path, required=True)
    arguments.add_argument(
        "--data", type=Path, required=True, help="folder with treebank-en and names-en"
    )
    arguments.add_argument("--to", type=Path, required=True, help="weights folder of the language")
    arguments.add_argument("--per-tensor", action="store_true")
    arguments.add_argument("--full-range", action="store_true", help="8 bits, wrong on old CPUs")
    arguments.add_argument("--quantize-heads", action="store_true")
    given = arguments.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    network, labels, divided = restore(given.model)
    train, cutter = corpus.load(given.data).train, pieces(encoder_folder())
    if divided is None:
        divided = outliers(network, train, cutter, labels)
    ready_for_eight_bits(network, divided)
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "parser.onnx"
        to_onnx(network, labels, plain)
        quantize(
            plain,
            given.to / "parser.onnx",
            not given.per_tensor,
            not given.full_range,
            given.quantize_heads,
        )
        fix_scales(given.to / "parser.onnx", train, cutter)
        print({p.name: p.stat().st_size for p in (plain, given.to / "parser.onnx")})
    known = {"upos": labels.upos, "relations": labels.relations, "names": labels.names}
    (given.to / "labels.json").write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(encoder_folder() / "tokenizer.json", given.to / "tokenizer.json")


if __name__ == "__main__":
    main()
