"""Eliding: of very long lists the first few and the newest, unless all are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from tallybook.cli.output import print_line

_MOST: Final = 30
_FIRST: Final = 5
_NEWEST: Final = 15

Row = TypeVar("Row")


def print_rows(
    rows: Sequence[Row], print_row: Callable[[Row], None], *, whole: bool, indent: str = "  "
) -> None:
    """Prints each row; of more than 30 the first 5 and the last 15, and how many lie between.

    whole: print every one.
    """
    hidden = range(_FIRST, len(rows) - _NEWEST)
    if whole or len(rows) <= _MOST:
        hidden = range(0)
    for number, row in enumerate(rows):
        if number not in hidden:
            print_row(row)
        elif number == hidden.start:
            print_line(f"{indent}… and {len(hidden):,} more (--all shows them)")
