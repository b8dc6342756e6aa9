"""A checkpoint out of the shipped int8 weights, to train on from or to export anew.

python -m train.shipped --weights src/tallybook/language/weights/en --to .train/shipped.pt

Its export gives the same int8 numbers again: what outliers were divided by is kept, too.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from train.fit import build
from train.fixed_scales import FUSED
from train.network import RELATION
from train.tensors import Labels

Arrays = Mapping[str, NDArray[Any]]
TABLE = "encoder.embeddings.word_embeddings"


def weights_of(graph: Path) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """The weights in float by the names of `train.network`; what each layer divides outliers by.

    The second is by the encoder's own names, as `ready_for_eight_bits` takes it.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(graph))
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    named = {name[8:]: array for name, array in arrays.items() if name.startswith("network.")}
    found = {name.replace(".dense.layer.", ".dense."): array for name, array in named.items()}
    inverse = {name: found.pop(name) for name in named if name.endswith(".inverse")}
    found[f"{TABLE}.weight"] = found.pop(f"{TABLE}.rows") * found.pop(f"{TABLE}.scale")
    for name, weight in _matrices(model.graph.node, arrays):
        tamed = name.removesuffix(".layer")
        by = inverse.get(f"{tamed}.inverse") if tamed != name else None
        found[f"{tamed}.weight"] = weight if by is None else weight * by
    mixed = [a for a in (_mixed(node, arrays) for node in model.graph.node) if a is not None]
    found["mix"] = np.log(np.array(mixed))
    vectors = (arrays[n.input[0]] for n in model.graph.node
               if n.op_type == "Expand" and n.input[0].startswith("onnx::"))  # fmt: skip
    found["root"] = next(vectors)
    floats = {name: torch.from_numpy(np.array(array, np.float32)) for name, array in found.items()}
    divided = {name[8:-8]: torch.from_numpy(1 / array) for name, array in inverse.items()}
    return floats, divided


def _matrices(nodes: Any, arrays: Arrays) -> Iterator[tuple[str, NDArray[Any]]]:
    """The name of each layer with its matrix [out, in]; of the relations with theirs."""
    for node in nodes:
        if node.op_type not in ("MatMul", "MatMulInteger", FUSED):
            continue
        weight = _float(node.input[1], arrays)
        if weight is None or node.input[1] == "network.arc":
            continue
        if weight.shape[0] == RELATION + 1:
            yield "relation", weight.reshape(RELATION + 1, -1, RELATION + 1)
            continue
        parts = node.name.split("/MatMul")[0].strip("/").split("/")
        # "relation_child/relation_child.0" names a layer within a layer twice.
        name = ".".join(
            parts[1:] if len(parts) > 1 and parts[1].startswith(parts[0] + ".") else parts
        )
        yield name, weight.T


def _float(name: str, arrays: Arrays) -> NDArray[Any] | None:
    base = name.removesuffix("_quantized")
    if base != name and name in arrays:
        return arrays[name].astype(np.float32) * arrays[f"{base}_scale"]
    return arrays.get(name)


def _mixed(node: Any, arrays: Arrays) -> NDArray[Any] | None:
    """The share of one layer in the word vectors, where the node multiplies by it."""
    if node.op_type != "Mul" or "LayerNorm" not in node.input[1] or "/encoder" in node.name:
        return None
    return arrays.get(node.input[0])


def main() -> None:
    """Reads the command line and writes the checkpoint."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", type=Path, required=True, help="folder of a language")
    arguments.add_argument("--to", type=Path, required=True, help="the checkpoint to write")
    given = arguments.parse_args()
    known = json.loads((given.weights / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(tuple(known["upos"]), tuple(known["relations"]), tuple(known["names"]))
    floats, divided = weights_of(given.weights / "parser.onnx")
    network = build(labels)
    own = network.state_dict()
    floats["relation"] = floats.pop("relation.weight")
    unknown, missing = floats.keys() - own.keys(), own.keys() - floats.keys() - {"bank.weight"}
    if unknown or missing:
        raise SystemExit(f"the graph has {sorted(unknown)} too much and lacks {sorted(missing)}")
    network.load_state_dict(own | floats)
    state = {"state": network.state_dict(), "upos": labels.upos, "relations": labels.relations}
    given.to.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state | {"divided": divided}, given.to)


if __name__ == "__main__":
    main()
