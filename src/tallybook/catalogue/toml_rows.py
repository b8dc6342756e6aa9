"""TOML files of a person, with the line of each thing in them, so that an error can name it.

tomllib tells no lines. They are found in the text when an error needs one, never before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from tallybook.errors import DataError

_TOKEN: Final = re.compile(
    r'"""|' r"'''|" r'"(?:\\.|[^"\\])*"|' r"'[^']*'|#.*"
)  # strings and comments of one line of TOML
_TABLES: Final = frozenset({"source", "conflict", "party"})
_HEADER: Final = re.compile(r"^\s*(?P<open>\[\[?)(?P<name>[^\[\]]+)\]\]?")
_AT_LINE: Final = re.compile(r"\(at line (\d+)[^)]*\)")
_AT_END: Final = re.compile(r"\s*\(at end of document\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file. name: as an error names it."""

    name: str
    text: str
    data: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """The tables of `[[table]]`; DataError where it is something else."""
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise DataError(self.at(table), f"{table} is no table", f"write [[{table}]]")
        return [Row(self, (table,), (number,), row) for number, row in enumerate(found)]

    def holding(self, table: str) -> TomlFile:
        """The file itself; DataError where it has no such table, or what a user's file has not.

        One file may hold sources, conflicts and parties; each option takes its own.
        """
        other = sorted(set(self.data) - _TABLES)
        if other:
            written = ", ".join(f"[[{name}]]" for name in sorted(_TABLES))
            raise DataError(
                self.at(other[0]), f"holds {other[0]!r}", f"write {written} and nothing else"
            )
        if table not in self.data:
            raise DataError(self.name, f"holds no {table}s", f"write [[{table}]] tables")
        return self

    def at(self, key: str) -> str:
        """The file and the line on which a key or table of that name stands first."""
        for number, line in enumerate(_code_lines(self.text), 1):
            header = _HEADER.match(line)
            if _is_key(line, key) or (header and _parts(header["name"])[:1] == (key,)):
                return f"{self.name}, line {number}"
        return self.name


@dataclass(frozen=True, slots=True)
class Row:
    """One table of a file. table: its name, in parts; numbers: which of them, in each part."""

    file: TomlFile
    table: tuple[str, ...]
    numbers: tuple[int, ...]
    data: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """The tables within it, as `[[conflict.side]]` within `[[conflict]]`."""
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            name = ".".join((*self.table, table))
            raise DataError(self.at(table), f"{table} is no table", f"write [[{name}]]")
        names = (*self.table, table)
        return [Row(self.file, names, (*self.numbers, n), row) for n, row in enumerate(found)]

    def at(self, key: str = "", value: str = "") -> str:
        """The file and line of the table, of a key in it, or of a value in that key's list."""
        lines = _code_lines(self.file.text)
        first, end = _span(lines, self.table, self.numbers)
        number = first
        if key:
            number = next((n for n in range(first, end) if _is_key(lines[n], key)), first)
        if value:
            written = re.compile(f"[\"']{re.escape(value)}[\"']")
            texts = self.file.text.split("\n")
            number = next((n for n in range(number, end) if written.search(texts[n])), number)
        return f"{self.file.name}, line {number + 1}"

    def known(self, keys: Sequence[str]) -> None:
        """DataError for a key that is none of these."""
        unknown = sorted(set(self.data) - set(keys))
        if unknown:
            known = ", ".join(sorted(keys))
            raise DataError(self.at(unknown[0]), f"unknown key {unknown[0]!r}", f"known: {known}")

    def text_of(self, key: str) -> str | None:
        """The text under a key, None for no such key; DataError for what is no text."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise DataError(self.at(key), f"{key} is {value!r}", f'write {key} = "…"')
        return value

    def texts_of(self, key: str) -> tuple[str, ...]:
        """The texts of a list; DataError for what is no list of texts."""
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(
            isinstance(one, str) and one.strip() for one in values
        ):
            raise DataError(self.at(key), f"{key} is {values!r}", f'write {key} = ["…", "…"]')
        return tuple(values)

    def day_of(self, key: str) -> date | None:
        """The day under a key; DataError for a time of day, a quoted day or anything else."""
        value = self.data.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise DataError(
            self.at(key), f"{key} of {self.name} is {str(value)!r}", "write YYYY-MM-DD, unquoted"
        )

    def days(self) -> tuple[date | None, date | None]:
        """Its since and until; DataError where it ends before it begins."""
        since, until = self.day_of("since"), self.day_of("until")
        if since is not None and until is not None and since > until:
            raise DataError(
                self.at("until"), f"{self.name} ends before it begins", "mend since or until"
            )
        return since, until

    @property
    def name(self) -> str:
        """What an error calls it."""
        name = self.data.get("id") or self.data.get("name")
        return name if isinstance(name, str) else f"[[{'.'.join(self.table)}]]"


def read_toml(path: Path) -> TomlFile:
    """A person's file; DataError where it cannot be read or is no TOML."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read ({error})", "check the path") from error
    return parse_toml(str(path), text)


def parse_toml(name: str, text: str) -> TomlFile:
    """The parsed text; DataError names the line where it is no TOML."""
    text = text.replace("\r\n", "\n")
    try:
        return TomlFile(name, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _AT_LINE.search(said)
        line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
        why = _AT_END.sub("", _AT_LINE.sub("", said)).strip()
        raise DataError(
            f"{name}, line {line}", f"is no TOML ({why})", "mend that line or the one above"
        ) from error


def _code_lines(text: str) -> list[str]:
    """The lines with what stands in strings of several lines, and comments, blanked."""
    lines: list[str] = []
    ending = ""
    for line in text.split("\n"):
        kept: list[str] = []
        at = 0
        while at < len(line):
            if ending:
                stop = line.find(ending, at)
                at = len(line) if stop < 0 else stop + len(ending)
                ending = ending if stop < 0 else ""
                continue
            found = _TOKEN.search(line, at)
            if found is None:
                kept.append(line[at:])
                break
            kept.append(line[at : found.start()])
            token = found.group()
            if token in {'"""', "'''"}:
                ending = token
            elif not token.startswith("#"):
                kept.append(token)
            at = found.end()
        lines.append("".join(kept))
    return lines


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _is_key(line: str, key: str) -> bool:
    name, equals, _ = line.partition("=")
    return bool(equals) and _parts(name)[0] == key


def _span(
    lines: Sequence[str], table: tuple[str, ...], numbers: tuple[int, ...]
) -> tuple[int, int]:
    """First and last line (open) of a table, with the tables within it."""
    first, end = 0, len(lines)
    for depth in range(1, len(table) + 1):
        name, number = table[:depth], numbers[depth - 1]
        heads = [at for at in range(first, end) if _opens(lines[at], name)]
        if number >= len(heads):  # written as an inline list
            return next(
                (at for at in range(first, end) if _is_key(lines[at], name[-1])), first
            ), end
        begin = heads[number]
        others = (at for at in range(begin + 1, end) if _closes(lines[at], name))
        first, end = begin, next(others, end)
    return first, end


def _opens(line: str, name: tuple[str, ...]) -> bool:
    header = _HEADER.match(line)
    return header is not None and header["open"] == "[[" and _parts(header["name"]) == name


def _closes(line: str, name: tuple[str, ...]) -> bool:
    """Does a header begin something that is not within the table?"""
    header = _HEADER.match(line)
    if header is None:
        return False
    parts = _parts(header["name"])
    return parts == name or parts[: len(name)] != name
