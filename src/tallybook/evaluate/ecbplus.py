"""Reads ECB+ (Cybulska and Vossen 2014): news in topics, event mentions, coreference across them.

The folder holds `topics-1-35.tar.xz`, a document a file, and `coreference-sentences.csv`, which
names the sentences whose mentions were looked over: only those are gold.
"""

from __future__ import annotations

import csv
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from tallybook.errors import UsageError
from tallybook.model import Report

ARCHIVE: Final = "topics-1-35.tar.xz"
SENTENCES: Final = "coreference-sentences.csv"

_EVENT: Final = re.compile(r"(?:NEG_)?ACTION_")
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?([^/]+)")
_OPENS: Final = frozenset("([{$£€#@")
_CLOSES: Final = re.compile(r"""[.,;:!?%)\]}…]+|n't|'(?:s|m|d|re|ve|ll)?|’(?:s|m|d|re|ve|ll)?""")
_QUOTES: Final = {"``": '"', "''": '"'}
_QUOTED: Final = frozenset(('"', *_QUOTES))
_SEAMS: Final = frozenset("/_")
_GROUP: Final = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """An event that a document mentions: where, and the chain of mentions that it is of."""

    chain: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report with the stretches of its gold sentences and the event mentions in them."""

    name: str
    topic: str
    report: Report
    gold: tuple[Span, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    id: str
    sentence: int
    text: str


def read_documents(folder: Path) -> list[Document]:
    """The documents by topic and name; UsageError where the folder holds none."""
    for name in (ARCHIVE, SENTENCES):
        if not (folder / name).is_file():
            raise UsageError(f"{folder}: holds no {name}; name the folder of the ecbplus data")
    gold = _gold_sentences(folder / SENTENCES)
    found = [read_document(xml, gold) for xml in _files(folder / ARCHIVE)]
    return sorted(found, key=lambda one: (int(one.topic), one.name))


def _files(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as opened:
        for member in opened:
            stored = opened.extractfile(member) if member.name.endswith(".xml") else None
            if stored is not None:
                yield stored.read().decode("utf-8")


def _gold_sentences(path: Path) -> frozenset[tuple[str, int]]:
    """(document, number of a sentence): the file of topic 1 calls 1_10ecbplus.xml 10ecbplus."""
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))[1:]
    return frozenset((f"{row[0]}_{row[1]}", int(row[2])) for row in rows)


def read_document(xml: str, gold: frozenset[tuple[str, int]]) -> Document:
    """A document out of its file. gold: the sentences that were looked over."""
    root = fromstring(xml)
    name = root.attrib["doc_name"].removesuffix(".xml")
    tokens = [
        _Token(one.attrib["t_id"], int(one.attrib["sentence"]), one.text or "")
        for one in root.iter("token")
    ]
    url, tokens = _address(tokens)
    text, spans, sentences = join_tokens([(one.sentence, one.text) for one in tokens])
    at = {token.id: span for token, span in zip(tokens, spans, strict=True)}
    known = {token.id for token in tokens if (name, token.sentence) in gold}
    domain = _ADDRESS.match(url) if url else None
    return Document(
        name=name,
        topic=name.partition("_")[0],
        report=Report(text, url=url, publisher=domain[1] if domain else None),
        gold=tuple(span for number, span in sentences.items() if (name, number) in gold),
        mentions=tuple(_mentions(root, name, at, known)),
    )


def _address(tokens: Sequence[_Token]) -> tuple[str | None, list[_Token]]:
    """The address that a page begins with, and the tokens after it."""
    first = [one.text for one in tokens if one.sentence == 0]
    if not first or not first[0].startswith("http"):
        return None, list(tokens)
    return "".join(first), [one for one in tokens if one.sentence != 0]


def _mentions(
    root: Element, name: str, at: Mapping[str, Span], known: set[str]
) -> Iterator[Mention]:
    chains = dict(_chains(root, name))
    for mark in root.find("Markables") or ():
        anchors = [one.attrib["t_id"] for one in mark.iter("token_anchor")]
        if _EVENT.match(mark.tag) and anchors and known.issuperset(anchors):
            own = mark.attrib["m_id"]
            yield Mention(chains.get(own, f"{name} {own}"), tuple(at[one] for one in anchors))


def _chains(root: Element, name: str) -> Iterator[tuple[str, str]]:
    """Mention to chain; a chain within one document has no name of its own."""
    for relation in root.find("Relations") or ():
        inside = f"{name} chain {relation.attrib['r_id']}"
        for source in relation.iter("source"):
            yield source.attrib["m_id"], relation.attrib.get("note", inside)


def join_tokens(
    tokens: Sequence[tuple[int, str]],
) -> tuple[str, list[Span], dict[int, Span]]:
    """Prose out of (sentence, token), a paragraph a sentence; where each token and sentence lies.

    >>> join_tokens([(0, "``"), (0, "No"), (0, "."), (0, "''"), (1, "It"), (1, "'s"), (1, "3")])[0]
    '"No."\\n\\nIt\'s 3'
    """
    text, spans, sentences = "", [], dict[int, Span]()
    quoted = False
    for i, (number, token) in enumerate(tokens):
        written = _QUOTES.get(token, token)
        if number not in sentences:
            text, quoted = f"{text}\n\n" if text else "", False
        else:
            near = [tokens[j][1] if 0 <= j < len(tokens) else "" for j in range(i - 2, i + 2)]
            ends = written == '"' and quoted
            text += "" if ends or (near[1] in _QUOTED and quoted) or _is_joined(*near) else " "
        start = len(text)
        text += written
        spans.append((start, len(text)))
        sentences[number] = (sentences.get(number, (start, start))[0], len(text))
        quoted ^= written.count('"') % 2 == 1
    return text, spans, sentences


def _is_joined(second: str, before: str, token: str, after: str) -> bool:
    """Does no space stand before the token? second: the token before the one before."""
    if before in _OPENS or token in _SEAMS or before in _SEAMS or _CLOSES.fullmatch(token):
        return True
    if token == "-":
        return _is_compound(before, after)
    if before == "-":
        return _is_compound(second, token)
    if before == ".":
        initials = len(second) == 1 and second.isalpha() and len(token) == 1 and token.isalpha()
        return initials or (second[-1:].isdigit() and token[:1].isdigit())
    if before == ",":
        return second[-1:].isdigit() and len(token) == _GROUP and token.isdigit()
    return before == ":" and second.isdigit() and token.isdigit()


def _is_compound(left: str, right: str) -> bool:
    """ "two - year", "Al - Masry"; but no dash between two thoughts."""
    if not (left[-1:].isalnum() and right[-1:].isalnum()):
        return False
    return not right[0].isupper() or left[0].isupper()
