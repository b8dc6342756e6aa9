"""Fixed scales for the inputs of the 8-bit products: a sentence then has one tree in any company.

A dynamically quantized product takes its input's scale from the whole batch, so that a sentence's
neighbours change the rounding of its own vectors, and now and then its tree. The ranges hardly
differ from sentence to sentence, so those of a sample of the training sentences do as well.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, helper, numpy_helper
from onnx.onnx_ml_pb2 import GraphProto

from tallybook.evaluate.treebank import Sentence
from tallybook.language.pieces import Pieces, shapes_of, stack

Ranges = Mapping[str, tuple[float, float]]
SAMPLE = 900  # sentences
LONGEST = 80  # words
BEYOND = 0.5
"""Per cent of the sentences, at either end, whose extreme values may be cut off."""
LEVELS = 255
FUSED = "MatMulIntegerToFloat"
"""ONNX Runtime's own operator for product, scales and bias; with fixed scales it fuses nothing."""


def fix_scales(path: Path, sentences: Sequence[Sentence], cutter: Pieces) -> None:
    """Rewrites the dynamically quantized graph at `path` with fixed scales.

    sentences: those it was trained on, of which a sample shows the ranges.
    """
    model = onnx.load(str(path))
    found = ranges(model, sentences, cutter)
    for node in list(model.graph.node):
        if node.op_type == "DynamicQuantizeLinear":
            _fix(model.graph, node, *found[node.output[0]])
    _fuse(model.graph)
    if all(known.domain != "com.microsoft" for known in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))


def ranges(model: onnx.ModelProto, sentences: Sequence[Sentence], cutter: Pieces) -> Ranges:
    """By the name of each quantized input, the lowest and highest value worth a level of its own.

    sentences: some of them are read, each by itself.
    """
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    dynamic = [n for n in model.graph.node if n.op_type == "DynamicQuantizeLinear"]
    for node in dynamic:
        scale, zero = node.output[1:]
        for name, kind in ((scale, onnx.TensorProto.FLOAT), (zero, onnx.TensorProto.UINT8)):
            watched.graph.output.append(helper.make_tensor_value_info(name, kind, []))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    asked = [name for node in dynamic for name in node.output[1:]]
    fitting = [s for s in sentences if len(s.words) <= LONGEST]
    seen = []
    for s in random.Random(1).sample(fitting, min(SAMPLE, len(fitting))):
        encoded = cutter.encode(s.words, shapes_of(s.words, s.glued()))
        seen.append([float(value) for value in session.run(asked, stack([encoded]))])
    scales, zeros = np.array(seen)[:, ::2], np.array(seen)[:, 1::2]
    low = np.percentile(-scales * zeros, BEYOND, axis=0)
    high = np.percentile(scales * (LEVELS - zeros), 100 - BEYOND, axis=0)
    return {
        node.output[0]: (min(0.0, float(a)), max(0.0, float(b)))
        for node, a, b in zip(dynamic, low, high, strict=True)
    }


def _fix(graph: GraphProto, node: NodeProto, low: float, high: float) -> None:
    """Puts a quantization with the given range in the place of a dynamic one."""
    scale = np.float32((high - low) / LEVELS)
    zero = np.uint8(np.clip(round(-low / float(scale)), 0, LEVELS))
    for name, value in zip(node.output[1:], (scale, zero), strict=True):
        graph.initializer.append(numpy_helper.from_array(np.array(value), name))
    quantize = helper.make_node(
        "QuantizeLinear", [node.input[0], *node.output[1:]], [node.output[0]], name=node.name
    )
    _replace(graph, [node], quantize)


def _fuse(graph: GraphProto) -> None:
    """Makes one operator of each 8-bit product, its scales and its bias."""
    users: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    makers = {name: node for node in graph.node for name in node.output}
    fixed = {each.name: each for each in graph.initializer}
    for node in [n for n in graph.node if n.op_type == "MatMulInteger"]:
        cast = users[node.output[0]][0]
        scaled = users[cast.output[0]][0]
        scales = makers[next(name for name in scaled.input if name != cast.output[0])]
        parts, out, bias = [node, cast, scaled, scales], scaled.output[0], []
        after = users.get(out, [])
        if len(after) == 1 and after[0].op_type == "Add":
            other = [name for name in after[0].input if name != out]
            if len(other) == 1 and other[0] in fixed and len(fixed[other[0]].dims) == 1:
                parts, out, bias = [*parts, after[0]], after[0].output[0], other
        a, b, a_zero, b_zero = node.input
        _replace(
            graph,
            parts,
            helper.make_node(
                FUSED,
                [a, b, *scales.input, a_zero, b_zero, *bias],
                [out],
                name=node.name,
                domain="com.microsoft",
            ),
        )


def _replace(graph: GraphProto, old: Sequence[NodeProto], new: NodeProto) -> None:
    """Puts a node where the last of the old ones stood."""
    names = {node.name for node in old}
    at = max(place for place, node in enumerate(graph.node) if node.name in names)
    graph.node.insert(at + 1, new)
    for node in old:
        graph.node.remove(node)
