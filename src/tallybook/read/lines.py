"""The reader of JSON: a report a line, or an array of reports, or one report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from tallybook.model import Page, Problem, Snapshot
from tallybook.read.composing import compose_page
from tallybook.read.decoding import decode
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.fields import Told, tell
from tallybook.read.linewise import LONGEST, find_encoding, is_wide, read_lines
from tallybook.read.records import find_records, pieces_of
from tallybook.read.refusals import format_of, megabytes, problem

IN_VAIN: Final = 1000
"""So many records without a report at the beginning, and the rest is left."""

_RECORDS: Final = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]")
_ANY: Final = re.compile(r"\s*[\[{]")
_SPACE: Final = re.compile(r"[\s,]*")
_NAME_IT: Final = "name the field that holds it: --fields text=NAME"


class JsonReader:
    """JSON Lines as a stream; an array or an object of several lines up to a limit.

    Fields go by the names in `fields.NAMES`, or by the user's own. What `tallybook read` prints is
    read back as it was.
    """

    name = "jsonl"
    suffixes = frozenset({".jsonl", ".ndjson", ".json"})
    rank = 40

    def accepts(self, raw: Raw) -> bool:
        """By its beginning; where that is no JSON, by its name, so that bad lines are told."""
        if format_of(raw.head) or not raw.head:
            return False
        head = decode(raw.head).text
        if "\x00" in head or head.lstrip().startswith("<"):
            return False
        named = raw.path is not None and raw.path.suffix.lower() in self.suffixes
        named = named or "json" in (raw.media_type or "")
        return named or _RECORDS.match(head) is not None

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """A report for each record, a Problem that names its line for each that is none."""
        encoding, doubt = find_encoding(raw)
        if doubt is not None:
            yield problem(raw.where, *doubt)
        whole = _whole(raw, encoding)
        if isinstance(whole, Problem):
            yield whole
        elif whole is not None:
            yield from _counted(_read_whole(whole, encoding, raw, options), raw.where)
        else:
            yield from _counted(_read_lines(raw, encoding, options), raw.where)


JSON_LINES: Final = JsonReader()


def _counted(found: Iterator[Page | Problem], where: str) -> Iterator[Page | Problem]:
    """Everything found, unless the beginning shows that nothing will be."""
    pages = problems = 0
    for each in found:
        yield each
        pages += isinstance(each, Page)
        problems += isinstance(each, Problem)
        if not pages and problems == IN_VAIN:
            reason = f"has no report among its first {IN_VAIN} records, so the rest was left"
            yield problem(where, reason, _NAME_IT)
            return
    if not pages and not problems:
        yield problem(where, "holds no record", "give a file with a report in it")


def _whole(raw: Raw, encoding: str) -> str | Problem | None:
    """The text of a document that spans lines; None where each line is a record."""
    with raw.open() as stream:
        lines = (line for _, line in read_lines(stream, encoding))
        first = next((line for line in lines if line is None or line.strip()), b"")
    start = b"" if first is None else first.strip()
    if start.startswith(b"{") and _parses(start):
        return None
    by_line = raw.path is not None and raw.path.suffix.lower() in {".jsonl", ".ndjson"}
    if not _ANY.match(start[:1].decode("latin-1")) or (by_line and start.startswith(b"{")):
        return None
    with raw.open() as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        reason = f"is one JSON document larger than {megabytes(LONGEST)}"
        return problem(raw.where, reason, "make JSON Lines of it, one report a line")
    return data.decode(encoding, errors="replace").removeprefix("\ufeff")


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _read_lines(raw: Raw, encoding: str, options: ReadOptions) -> Iterator[Page | Problem]:
    kept = "utf-8" if is_wide(encoding) or encoding == "utf-8-sig" else encoding
    with raw.open() as stream:
        for number, line in read_lines(stream, encoding):
            at = replace(raw, where=f"{raw.where}:{number}")
            if line is None:
                reason = f"is a line longer than the limit of {megabytes(LONGEST)}"
                yield problem(at.where, reason, "split it")
                continue
            source = line.strip()
            if not source:
                continue
            try:
                value = json.loads(source.decode(kept, errors="replace"))
            except (ValueError, RecursionError) as error:
                yield problem(
                    at.where, f"is no JSON ({_said(error)})", "correct or remove the line"
                )
                continue
            yield from _read_value(value, source, kept, at, options)


def _read_whole(
    text: str, encoding: str, raw: Raw, options: ReadOptions
) -> Iterator[Page | Problem]:
    """The elements of an array, or objects one behind another, up to the first that is broken."""
    decoder = json.JSONDecoder()
    start = _SPACE.match(text)
    at = 0 if start is None else start.end()
    in_array = text.startswith("[", at)
    at += in_array
    line, counted = 1, 0
    while True:
        space = _SPACE.match(text, at)
        at = at if space is None else space.end()
        if at >= len(text) or (in_array and text[at] == "]"):
            return
        line, counted = line + text.count("\n", counted, at), at
        place = replace(raw, where=f"{raw.where}:{line}")
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = f"is no JSON from here on ({_said(error)})"
            yield problem(place.where, reason, "correct it; what comes before was read")
            return
        yield from _read_value(value, text[at:end].encode("utf-8"), "utf-8", place, options)
        at = end


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower().removesuffix(' at')} at character {error.colno}"
    return (
        "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
    )


def _read_value(
    value: object, source: bytes, encoding: str, raw: Raw, options: ReadOptions
) -> Iterator[Page | Problem]:
    snapshot = Snapshot(source, "application/json", encoding)
    if not isinstance(value, Mapping):
        yield problem(raw.where, "is JSON, but no object with fields", "correct or remove the line")
        return
    told = tell(value, options.fields)
    if told.text is not None:
        yield from compose_page(told, snapshot, raw, options, pieces_of(value, told.text))
        return
    records, publisher = find_records(value)
    if not records:
        names = ", ".join(f'"{name[:40]}"' for name in list(value)[:20])
        yield problem(raw.where, f"has no text in its fields ({names or 'none'})", _NAME_IT)
    for number, record in enumerate(records, 1):
        place = replace(raw, where=f"{raw.where}#{number}")
        within = tell(record, options.fields)
        own = Snapshot(_written(record), "application/json", "utf-8")
        if within.text is None:
            yield problem(place.where, "has no text in its fields", _NAME_IT)
        else:
            yield from compose_page(_with(within, publisher), own, place, options)


def _with(told: Told, publisher: str | None) -> Told:
    return told if told.publisher else replace(told, publisher=publisher)


def _written(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
