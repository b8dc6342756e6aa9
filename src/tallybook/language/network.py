"""The parser's network, run with ONNX Runtime. The only module that knows of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tallybook.errors import DataError
from tallybook.language.pieces import Encoded, Pieces, stack

FILES = ("parser.onnx", "labels.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one sentence of n words."""

    tags: list[str]
    arcs: NDArray[
        np.float32
    ]  # [n, n + 1]: how well each word (or, in column 0, the root) suits as head
    relations: NDArray[
        np.int32
    ]  # [n, n + 1]: the best relation to each head, as an index of `Network.relations`
    names: list[str]  # BIO tags


class Network:
    """The weights of one language, ready to run."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Loads a language's weights folder; DataError if a file is missing or does not fit."""
        for name in FILES:
            if not (folder / name).is_file():
                raise DataError(
                    str(folder / name), "the file is missing", "install the package again"
                )
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.relations: list[str] = labels["relations"]
        self._upos: list[str] = labels["upos"]
        self._names: list[str] = labels["names"]
        self.pieces = _pieces(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Without this the arena keeps the memory of the largest batch ever seen.
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, sentences: Sequence[Encoded]) -> list[Reading]:
        """Reads sentences of one batch; each must have a word."""
        batch = stack(sentences)
        tag, arc, relation, name = self._session.run(["tag", "arc", "relation", "name"], batch)
        out = []
        for row, sentence in enumerate(sentences):
            n = len(sentence.first)
            # Copied, since a view of an output keeps all of the run's memory.
            out.append(
                Reading(
                    [self._upos[t] for t in tag[row, :n]],
                    arc[row, :n, : n + 1].copy(),
                    relation[row, :n, : n + 1].copy(),
                    [self._names[t] for t in name[row, :n]],
                )
            )
        return out


def _pieces(path: Path) -> Pieces:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def encode(word: str) -> list[int]:
        return list(tokenizer.encode(word, add_special_tokens=False).ids)

    special = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]", "[UNK]")]
    start, end, unknown = (token for token in special if token is not None)
    return Pieces(encode, start, end, unknown)
