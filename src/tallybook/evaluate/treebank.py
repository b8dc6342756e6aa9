"""Universal Dependencies treebanks (CoNLL-U), read into sentences."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence. Heads count from 1, 0 is the root; names are BIO tags, None if unmarked."""

    id: str
    document: str
    text: str
    words: tuple[str, ...]
    spaced: tuple[bool, ...]  # whether a space (or the end) follows the word
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    misc: tuple[str, ...]
    names: tuple[str | None, ...]

    def glued(self) -> list[bool]:
        """Whether each word stands right after the one before it, with no space."""
        return [False] + [not spaced for spaced in self.spaced[:-1]]

    def spans(self) -> list[tuple[int, int]] | None:
        """Each word's span in `text`; None if the words are not in it one after another."""
        spans, at = [], 0
        for word in self.words:
            while at < len(self.text) and self.text[at].isspace():
                at += 1
            if not self.text.startswith(word, at):
                return None
            spans.append((at, at + len(word)))
            at += len(word)
        return spans if not self.text[at:].strip() else None


def read(path: Path) -> list[Sentence]:
    """All sentences of a .conllu or .conllu.xz file."""
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    document = ""
    for block in text.strip().split("\n\n"):
        notes: dict[str, str] = {}
        rows: list[list[str]] = []
        joined: dict[
            int, tuple[int, bool]
        ] = {}  # first word of "don't": last word, and whether a space follows
        for line in block.split("\n"):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                notes[key.strip()] = value.strip()
                continue
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
            elif "-" in row[0]:
                first, last = row[0].split("-")
                joined[int(first)] = (int(last), "SpaceAfter=No" not in row[9])
        document = notes.get("newdoc id", document)
        spaced = ["SpaceAfter=No" not in row[9].split("|") for row in rows]
        for first_word, (last_word, space) in joined.items():
            spaced[first_word - 1 : last_word] = [False] * (last_word - first_word) + [space]
        yield Sentence(
            id=notes["sent_id"],
            document=document,
            text=notes["text"],
            words=tuple(row[1] for row in rows),
            spaced=tuple(spaced),
            lemmas=tuple(row[2] for row in rows),
            upos=tuple(row[3] for row in rows),
            xpos=tuple(row[4] for row in rows),
            heads=tuple(int(row[6]) for row in rows),
            relations=tuple(row[7] for row in rows),
            misc=tuple(row[9] for row in rows),
            names=(None,) * len(rows),
        )
