"""The reader of archives: zip, tar, gzip, bzip2, xz, Zstandard; each member by its own reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from tallybook.errors import ReadError
from tallybook.model import Page, Problem
from tallybook.read.door import HEAD, Allowance, Raw, Reader, ReadOptions, find_readers
from tallybook.read.members import ZIPS, ZSTANDARD, Member, find_members, is_tar
from tallybook.read.passing import choose_reader
from tallybook.read.refusals import MEGABYTE, format_of, problem, shown
from tallybook.read.unpacking import UNPACKERS

DEPTH: Final = 3
"""How many archives may lie in one another."""

RATIO: Final = 200
"""How many times its own size an archive may unpack to, members of members too."""

FREE: Final = 64 * MEGABYTE
"""What any archive may unpack, however small it is."""

TOTAL: Final = 16 * 1024 * MEGABYTE
"""What no archive may unpack, however large it is."""

_AGAIN: Final = "fetch or save it again"
_LAST: Final = 100  # the rank of a reader that takes whatever is left


class ArchiveReader:
    """Whatever lies in an archive, by name; members of no known format are passed over.

    readers: gives the readers that members go through.
    """

    name = "archive"
    suffixes = frozenset({".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"})
    rank = 20

    def __init__(self, readers: Callable[[], Sequence[Reader]] = find_readers) -> None:
        self._readers = readers

    def accepts(self, raw: Raw) -> bool:
        """By the first bytes alone."""
        return raw.head.startswith((*ZIPS, ZSTANDARD, *UNPACKERS)) or is_tar(raw.head)

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """The reports of every member, and a Problem for each that cannot be read."""
        if raw.depth >= DEPTH:
            reason = f"lies in archives {DEPTH} deep, and no deeper one is opened"
            yield problem(raw.where, reason, "unpack it yourself, and read the files")
            return
        allowance = raw.allowance or Allowance(_allowed(raw))
        read = False
        try:
            for member in find_members(raw, allowance):
                if isinstance(member, Problem):
                    read = True
                    yield member
                    continue
                part = _part(raw, member, allowance)
                reader = self._reader(part, member)
                if reader is not None:
                    read = True
                    yield from _read_part(raw, part, member, reader, options)
                if allowance.left < 0:
                    return
        except ReadError as error:
            yield problem(error.where, error.reason, error.remedy)
            return
        if not read:
            reason = "is an archive without a report: no member is in a format that a reader knows"
            yield problem(raw.where, reason, "name an archive of pages, texts, feeds or records")

    def _reader(self, part: Raw, member: Member) -> Reader | None:
        """Who reads the member: as in a folder, plain text must say so by its name."""
        name = PurePosixPath(member.name)
        hidden = any(each.startswith((".", "__MACOSX")) for each in name.parts if each != "..")
        if hidden and not member.alone:
            return None
        readers = self._readers()
        known = frozenset[str]().union(*(reader.suffixes for reader in readers))
        reader = choose_reader(part, readers)
        told = member.alone or not name.suffix or name.suffix.lower() in known
        return reader if reader is not None and (told or reader.rank < _LAST) else None


ARCHIVE: Final = ArchiveReader()


def _read_part(
    raw: Raw, part: Raw, member: Member, reader: Reader, options: ReadOptions
) -> Iterator[Page | Problem]:
    """What the reader finds. Of a damaged member that gives no report the damage is told, not
    what the reader makes of it.
    """
    held: list[Problem] = []
    any_page = False
    try:
        for found in reader.read(part, options):
            any_page = any_page or isinstance(found, Page)
            if isinstance(found, Problem) and found.where == part.where and not any_page:
                held.append(found)
                continue
            yield from held
            held.clear()
            yield found
    except ReadError as error:
        held.append(problem(error.where, error.reason, error.remedy))
    fault = member.fault
    if fault is None or any_page:
        yield from held
    if fault is not None:
        yield _damage(raw, part, member, fault, any_page)


def _damage(raw: Raw, part: Raw, member: Member, fault: str, any_page: bool) -> Problem:
    if any_page:
        return problem(part.where, f"{fault}; what comes before was read", _AGAIN)
    if not member.alone:
        return problem(part.where, fault, _AGAIN)
    return problem(raw.where, f"is {format_of(raw.head) or 'packed'}, and {fault}", _AGAIN)


def _part(raw: Raw, member: Member, allowance: Allowance) -> Raw:
    name = shown(member.name)
    with member.open() as stream:
        head = stream.read(HEAD)
    return Raw(
        f"{raw.where}!{name}",
        None if raw.path is None else Path(f"{raw.path}!{name}"),
        head,
        member.open,
        url=None if raw.url is None else _url(raw.url, member),
        retrieved=raw.retrieved,
        depth=raw.depth + 1,
        allowance=allowance,
    )


def _url(url: str, member: Member) -> str:
    """A member's own address: two members are no two versions of one page."""
    return url if member.alone else f"{url}#{quote(member.name)}"


def _allowed(raw: Raw) -> int:
    size = raw.size
    if size is None:
        with raw.open() as stream:
            size = stream.seek(0, io.SEEK_END) if stream.seekable() else 0
    return min(TOTAL, max(FREE, RATIO * size))
