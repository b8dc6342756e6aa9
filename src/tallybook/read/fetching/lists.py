"""Lists of what to watch: OPML files, text files with an address a line, or an address itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

from tallybook.errors import UsageError
from tallybook.model import Problem, Stage
from tallybook.read.decoding import decode
from tallybook.read.fetching.client import target_of
from tallybook.read.fetching.outcomes import Refusal, plain

LARGEST: Final = 16 * 1024 * 1024
"""The largest list, in bytes."""

_URL: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|feed:)", re.IGNORECASE)
_REMARK: Final = re.compile(r"\s+#")
_LINKS: Final = ("xmlurl", "url")


@dataclass(frozen=True, slots=True)
class Listed:
    """urls: each once, in their order. problems: entries that cannot be watched."""

    urls: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_lists(wheres: Iterable[str]) -> Listed:
    """All addresses of the lists; UsageError for a list that cannot be read."""
    urls: dict[str, None] = {}
    problems: list[Problem] = []
    for where in wheres:
        for place, url in _entries(where):
            try:
                urls[target_of(url).url] = None
            except Refusal as refusal:
                named = plain(url) if place == url else f"{place}: {plain(url)}"
                problems.append(Problem(Stage.READ, named, refusal.reason, refusal.remedy))
    return Listed(tuple(urls), tuple(problems))


def _entries(where: str) -> Iterator[tuple[str, str]]:
    """Where each address stands, and the address."""
    if _URL.match(where):
        yield where, _web(where)
        return
    data = _content(where)
    text = decode(data).text.removeprefix("\ufeff")
    if text.lstrip().startswith("<"):
        for line, url in _outlines(where, data):
            yield f"{where}, line {line}", _web(url)
        return
    for line, row in enumerate(text.splitlines(), 1):
        url = row.strip()
        if url and not url.startswith("#"):
            yield f"{where}, line {line}", _web(_REMARK.split(url, maxsplit=1)[0])


def _web(url: str) -> str:
    """The address behind the feed scheme that some pages write."""
    if not url.lower().startswith("feed:"):
        return url
    rest = url[len("feed:") :]
    return f"http:{rest}" if rest.startswith("//") else rest


def _content(where: str) -> bytes:
    try:
        with Path(where).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        said = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(
            f"{where}: cannot be read ({said}); "
            "name an OPML file, a text file with an address a line, or an address"
        ) from error
    if len(data) > LARGEST:
        raise UsageError(f"{where}: is larger than {LARGEST // 1024 // 1024} MB; split it")
    return data


def _outlines(where: str, data: bytes) -> Sequence[tuple[int, str]]:
    """The addresses in OPML's outlines, however deep, each with its line.

    Entities that the file makes itself are refused: a few lines of them unpack to gigabytes.
    """
    found: list[tuple[int, str]] = []
    roots: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if not roots:
            roots.append(name.lower())
        if name.lower() != "outline":
            return
        told = {key.lower(): value.strip() for key, value in attributes.items()}
        url = next((told[key] for key in _LINKS if told.get(key)), None)
        if url is not None:
            found.append((parser.CurrentLineNumber, url))

    def entity(*_: object) -> None:
        raise UsageError(f"{where}: declares entities of its own; export the list anew")

    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UsageError(
            f"{where}: is no sound XML ({plain(str(error))}); export the list anew"
        ) from error
    if roots != ["opml"]:
        raise UsageError(f"{where}: is XML, but no OPML; name an OPML file, or the feed's address")
    return found
