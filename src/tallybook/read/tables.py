"""The reader of tables of reports: CSV and TSV, a report a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tallybook.model import Page, Problem, Snapshot
from tallybook.read.bounds import LETTERS
from tallybook.read.composing import compose_page
from tallybook.read.decoding import decode
from tallybook.read.door import Raw, ReadOptions
from tallybook.read.fields import NAMES, plain, tell
from tallybook.read.linewise import LONGEST, find_encoding, is_wide, read_lines
from tallybook.read.refusals import format_of, megabytes, problem

_DELIMITERS: Final = ",\t;|"
_TYPES: Final = frozenset({"text/csv", "text/tab-separated-values", "application/csv"})
_LINES: Final = 5  # of the head, in which a header is looked for
_NAME_IT: Final = "name the one that holds the texts: --fields text=COLUMN"
_KNOWN: Final = frozenset(name for names in NAMES.values() for name in names)


class TableReader:
    """Rows as a stream, with a header; columns go by the names in `fields.NAMES` or the user's."""

    name = "csv"
    suffixes = frozenset({".csv", ".tsv"})
    rank = 50

    def accepts(self, raw: Raw) -> bool:
        """By its name or type; without them, by a header of known columns."""
        if format_of(raw.head) or not raw.head:
            return False
        head = decode(raw.head).text
        if "\x00" in head or head.lstrip().startswith("<"):
            return False
        named = raw.path is not None and raw.path.suffix.lower() in self.suffixes
        return named or raw.media_type in _TYPES or _has_header(head)

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """A report for each row; a Problem that names its line for each that is none."""
        encoding, doubt = find_encoding(raw)
        if doubt is not None:
            yield problem(raw.where, *doubt)
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
        with raw.open() as stream:
            lines = _Lines(read_lines(stream, encoding), _kept(encoding))
            yield from _read_rows(lines, raw, options)


CSV: Final = TableReader()


class _Unclosed(csv.Error):
    """A quotation mark swallows line after line: where the next row begins cannot be told."""


@dataclass
class _Lines:
    """Lines as text; those taken since the last row, and their size in bytes."""

    source: Iterator[tuple[int, bytes | None]]
    encoding: str
    number: int = 0
    taken: list[bytes] = field(default_factory=list)
    size: int = 0
    held: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        """What csv.reader takes."""
        return self

    def __next__(self) -> str:
        """The next line; one that is too long is an error of its row."""
        if self.held:
            return self.held.pop()
        self.number, line = next(self.source)
        if line is None:
            raise csv.Error(f"a line is longer than {megabytes(LONGEST)}")
        if self.size > LETTERS:
            raise _Unclosed("a quotation mark opens and is not closed")
        self.taken.append(line)
        self.size += len(line)
        return line.decode(self.encoding, errors="replace").replace("\x00", "\ufffd")

    def peek(self) -> str:
        """The next line, which stays the next."""
        line = next(self, "")
        self.held.append(line)
        return line

    def take(self) -> bytes:
        """The bytes of the lines taken since the last time."""
        taken, self.taken, self.size = b"".join(self.taken), [], 0
        return taken


def _read_rows(lines: _Lines, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
    try:
        header = _header(lines)
    except csv.Error as error:
        yield problem(raw.where, f"is no table that can be read ({error})", "save it as UTF-8 CSV")
        return
    if not header.names:
        yield problem(raw.where, "holds no table", "give a file with a header and rows")
        return
    if not _has_text(header.names, options):
        shown = ", ".join(f'"{name[:40]}"' for name in header.names[:20])
        yield problem(raw.where, f"has no column of texts; its columns are {shown}", _NAME_IT)
        return
    rows = csv.reader(lines, delimiter=header.delimiter)
    while True:
        at = replace(raw, where=f"{raw.where}:{lines.number + 1}")
        try:
            row = next(rows)
        except StopIteration:
            return
        except _Unclosed as error:
            reason = f"is no row that can be read ({error}), so the rest was left"
            yield problem(at.where, reason, "close the quotation mark")
            return
        except csv.Error as error:
            lines.take()
            yield problem(at.where, f"is no row that can be read ({error})", "correct the row")
            continue
        source = lines.take()
        if any(cell.strip() for cell in row):
            yield from _read_row(
                row, header, Snapshot(source, "text/csv", lines.encoding), at, options
            )


def _read_row(
    row: Sequence[str], header: _Header, snapshot: Snapshot, raw: Raw, options: ReadOptions
) -> Iterator[Page | Problem]:
    told = tell(dict(zip(header.names, row, strict=False)), options.fields)
    if told.text is None:
        yield problem(raw.where, "has no text", "fill its text in, or remove the row")
        return
    yield from compose_page(told, snapshot, raw, options)
    if len(row) > len(header.names):
        reason = f"has {len(row)} cells under {len(header.names)} columns, so its text may be cut"
        yield problem(raw.where, reason, "put the text in quotation marks")


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    delimiter: str


def _header(lines: _Lines) -> _Header:
    """The first row that is not empty; a line "sep=;" above it names the delimiter."""
    given = None
    while line := lines.peek():
        if line.strip() and not line.lower().startswith("sep="):
            delimiter = given or _delimiter(line)
            row = next(csv.reader(lines, delimiter=delimiter))
            lines.take()
            return _Header(tuple(name.strip() for name in row), delimiter)
        given = line.strip()[4:5] or given
        next(lines)
    return _Header((), ",")


def _delimiter(line: str) -> str:
    """What stands most often in the header, outside quotation marks."""
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _has_header(head: str) -> bool:
    """Known columns, one of them of texts: then it is a table, whatever its name."""
    first = next((line for line in head.splitlines()[:_LINES] if line.strip()), "")
    delimiter = _delimiter(first)
    names = [plain(name) for name in first.split(delimiter)]
    known = [name for name in names if name in _KNOWN]
    return len(known) >= 2 and len(known) * 2 > len(names) and not _KNOWN_TEXT.isdisjoint(names)


_KNOWN_TEXT: Final = frozenset(NAMES["text"])


def _has_text(names: Sequence[str], options: ReadOptions) -> bool:
    chosen = options.fields.get("text")
    if chosen is not None:
        return chosen in names or plain(chosen) in map(plain, names)
    return not _KNOWN_TEXT.isdisjoint(map(plain, names))


def _kept(encoding: str) -> str:
    return "utf-8" if is_wide(encoding) or encoding == "utf-8-sig" else encoding
