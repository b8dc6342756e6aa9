"""What commands print: records and tables to stdout, problems and progress to stderr."""

from __future__ import annotations

import os
import re
import stat
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import Final, TypeVar

from tallybook.model import Problem
from tallybook.model.records import Record, line

Item = TypeVar("Item")

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SILENT_S = 1.0
"""Progress is for what takes longer than this."""

_PROSE: Final = 98
_CELL: Final = 16
"""No column but the last is wider on a terminal, so that prose has room."""


def print_records(records: Iterable[Record]) -> None:
    """One JSON object a line, each written as soon as it is there."""
    for record in records:
        print_line(line(record))


def print_line(text: str = "") -> None:
    """A line of plain text, flushed so that a pipe gets it at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_problem(problem: Problem) -> None:
    """A problem to stderr: what, why, and what helps."""
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    say(f"tallybook: {shown(problem.where)}: {shown(problem.reason)}{remedy}")


def shown(name: str) -> str:
    """A name that others gave, on one line: what could move the cursor or turn it is U+FFFD.

    >>> shown("a\\nb")
    'a\ufffdb'
    """
    return _UNSEEN.sub("\ufffd", name)


def say(text: str) -> None:
    """A line to stderr."""
    sys.stderr.write(text + "\n")


def is_terminal() -> bool:
    """Does a person read stdout?"""
    return sys.stdout.isatty()


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table: folded to the terminal's width, or plain columns where there is none."""
    if is_terminal():
        _print_rich_table(head, rows)
    else:
        _print_columns([head, *rows])


def _print_rich_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    last = len(head) - 1
    for place, name in enumerate(head):
        widest = None if place == last else _CELL
        table.add_column(name, overflow="fold", no_wrap=place == 0, max_width=widest)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _print_columns(rows: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len

    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        print_line("  ".join(padded).rstrip())


def print_paragraph(text: str, indent: str = "") -> None:
    """Prose, wrapped to the terminal; whole where there is none."""
    if not is_terminal():
        print_line(indent + text)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    Console().print(Padding(Text(text), (0, 0, 0, len(indent))))


def print_wrapped(text: str, indent: str = "") -> None:
    """Prose in lines of at most a hundred signs, on a terminal or not."""
    for row in textwrap.wrap(text, _PROSE, initial_indent=indent, subsequent_indent=indent):
        print_line(row)


def _is_piped() -> bool:
    """Does stdout go into another program?"""
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def watched(items: Iterable[Item], what: str) -> Iterator[Item]:
    """The items, counted on stderr while a person waits for longer than a second.

    Not where stdout is piped into another program, which may write to the same terminal.
    """
    began = monotonic()
    is_watched = sys.stderr.isatty() and not _is_piped()
    shown = False
    for count, item in enumerate(items, 1):
        if shown:  # what is printed of the item must not stand behind the count
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            shown = False
        yield item
        if is_watched and monotonic() - began > _SILENT_S:
            sys.stderr.write(f"\r{count:,} {what} ")
            sys.stderr.flush()
            shown = True
    if shown:
        sys.stderr.write("\r\x1b[K")
