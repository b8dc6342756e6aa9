"""Name tags for the treebanks: Universal NER for EWT test and dev, GUM's own entities for GUM.

Tags are BIO over PER, ORG and LOC. EWT's train part has none: there only what cannot be a name
is marked.
"""

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tallybook.evaluate.treebank import Sentence

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")

_MENTION = re.compile(
    r"\((?P<opens>\d+)(?:\[\d+/\d+\])?-(?P<kind>[a-z]+)-[^()]*(?P<single>\))?|(?P<closes>\d+)(?:\[\d+/\d+\])?\)"
)
_NEVER = frozenset({"AUX", "PRON", "SCONJ", "INTJ", "PART"})


def universal(sentences: Iterable[Sentence], path: Path) -> list[Sentence]:
    """The sentences with the tags of a Universal NER .iob2.xz file; unmarked if it lacks them."""
    tags: dict[str, list[str]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().strip().split("\n\n"):
            lines = block.split("\n")
            key = next(
                line.split("=", 1)[1].strip() for line in lines if line.startswith("# sent_id")
            )
            tags[key] = [line.split("\t")[2] for line in lines if not line.startswith("#")]
    out = []
    for s in sentences:
        found = tags.get(s.id)
        fits = found is not None and len(found) == len(s.words)
        out.append(
            replace(s, names=tuple(t if t in TAGS else "O" for t in found)) if found and fits else s
        )
    return out


def from_entities(sentences: Iterable[Sentence]) -> list[Sentence]:
    """GUM sentences with names read off their mentions: those headed by a proper noun."""
    out = []
    for s in sentences:
        tags = ["O"] * len(s.words)
        found = [
            (*span, kind)
            for first, last, kind in _mentions(s)
            if (span := _name_in(s, first, last, kind))
        ]
        for first, last, kind in sorted(found, key=lambda f: f[0] - f[1]):
            if all(tag == "O" for tag in tags[first : last + 1]):
                tags[first : last + 1] = ["B-" + kind] + ["I-" + kind] * (last - first)
        out.append(replace(s, names=tuple(tags)))
    return out


def only_negative(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Unmarked sentences, with O where the part of speech leaves no doubt, None elsewhere."""
    out = []
    for s in sentences:
        sure = "PROPN" not in s.upos
        tags = tuple("O" if sure or tag in _NEVER else None for tag in s.upos)
        out.append(replace(s, names=tags))
    return out


def _mentions(s: Sentence) -> Iterator[tuple[int, int, str]]:
    """The mentions of people, organizations and places: first and last word, kind."""
    open_: dict[str, list[tuple[int, str]]] = {}
    for i, misc in enumerate(s.misc):
        entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for match in _MENTION.finditer(entity):
            if match["closes"]:
                begun = open_.get(match["closes"])
                if begun:
                    first, kind = begun.pop()
                    if kind in KINDS:
                        yield first, i, KINDS[kind]
            elif match["single"]:
                if match["kind"] in KINDS:
                    yield i, i, KINDS[match["kind"]]
            else:
                open_.setdefault(match["opens"], []).append((i, match["kind"]))


def _name_in(s: Sentence, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The name itself within a mention: no article, title, apposition or clause."""
    inside = range(first, last + 1)
    heads = [i for i in inside if not first <= s.heads[i] - 1 <= last]
    if len(heads) != 1 or s.upos[heads[0]] != "PROPN":
        return None
    kept = {heads[0]}
    todo = [heads[0]]
    while todo:
        head = todo.pop()
        for i in inside:
            if s.heads[i] == head + 1 and i not in kept and _belongs(s, i, kind):
                kept.add(i)
                todo.append(i)
    begin = end = heads[0]
    while begin - 1 in kept:
        begin -= 1
    while end + 1 in kept:
        end += 1
    while begin < end and s.upos[begin] in ("DET", "PUNCT", "ADP"):
        begin += 1
    while end > begin and s.upos[end] in ("PUNCT", "ADP", "PART") and s.words[end] != ".":
        end -= 1
    if kind == "PER":
        while begin < end and s.words[begin].rstrip(".").lower() in _TITLES:
            begin += 1
        if s.xpos[end] == "NNPS" or (
            begin == end and s.words[begin].rstrip(".").lower() in _TITLES
        ):
            return None  # a people ("Americans") or an office, not a person's name
    return begin, end


_TITLES = frozenset(
    word
    for line in (
        "mr mrs ms miss dr prof professor president senator sen gen general sir lord lady king",
        "queen attorney governor mp minister secretary ambassador captain colonel mayor judge pope",
        "mother father mom dad mankind god",
    )
    for word in line.split()
)


def _belongs(s: Sentence, i: int, kind: str) -> bool:
    relation, word = s.relations[i], s.words[i]
    capital = word[:1].isupper()
    if relation.startswith(("flat", "goeswith", "fixed")):
        return True
    if relation in ("compound", "amod", "nmod:desc"):
        return capital or word == "-"
    if relation == "nmod" and kind != "PER":
        cases = {
            s.words[k].lower()
            for k, head in enumerate(s.heads)
            if head == i + 1 and s.relations[k] == "case"
        }
        return s.upos[i] == "PROPN" and cases <= {"of", "for", "and", "&"}
    if relation in ("case", "cc"):
        # "of" within a name whose "nmod" was kept; its own head is that PROPN.
        return kind != "PER"
    if relation == "punct":
        return word in ("-", ".", "–", "&", "/")
    if relation == "conj" and kind == "ORG":
        return capital and s.upos[i] == "PROPN"
    return relation == "nummod" and s.upos[i] == "PROPN"
