"""Every error that Tallybook raises on purpose, in one tree.

    TallybookError
    ├── UsageError          the call itself is wrong: exit code 2
    │   ├── BadDate         a date that is not one
    │   └── UnknownName     a measure, convention, policy or tally that does not exist
    ├── DataError           a data file (words, measure, convention, catalogue) is wrong
    ├── LedgerError         the ledger cannot be opened, or is another program's file
    └── ReadError           a report cannot be read: becomes a Problem, the rest goes on

Each message names the thing and the remedy.
"""

from __future__ import annotations

from typing import Any


class TallybookError(Exception):
    """The root of the tree; its text is fit to be shown to a person."""

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it survives the way back from another process, whatever its parameters."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[TallybookError], args: tuple[Any, ...], fields: dict[str, Any]
) -> TallybookError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error


class UsageError(TallybookError):
    """The call is wrong; nothing was read or written."""


class BadDate(UsageError):
    """A date that is not one."""

    def __init__(self, words: str, option: str) -> None:
        super().__init__(f"{option}: {words!r} is not a date; write it as YYYY-MM-DD")


class UnknownName(UsageError):
    """A name that is in no catalogue."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"no {kind} is called {name!r}; known: {', '.join(known)}")


class DataError(TallybookError):
    """A data file breaks its rules."""

    def __init__(self, path: str, what: str, remedy: str) -> None:
        super().__init__(f"{path}: {what}; {remedy}")


class LedgerError(TallybookError):
    """The ledger cannot be used."""


class ReadError(TallybookError):
    """One report cannot be read."""

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"{where}: {reason}; {remedy}")
        self.where = where
        self.reason = reason
        self.remedy = remedy
