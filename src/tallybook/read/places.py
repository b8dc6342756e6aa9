"""Where reports lie: a file, a folder, a glob, standard input, a URL."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from tallybook.errors import ReadError
from tallybook.model import Page, Problem
from tallybook.read.door import HEAD, Raw, Reader, ReadOptions, find_readers
from tallybook.read.passing import read_raw
from tallybook.read.refusals import MEGABYTE, problem, said
from tallybook.read.spooling import spooled
from tallybook.read.unpacking import PACKED

Fetch = Callable[[str], Iterable[Raw | Problem]]
"""Gets what a URL names: its content, with what the server said of it, or a Problem."""

PIPED: Final = 2048 * MEGABYTE
"""The most that is read from standard input, which is kept while it is read."""

_STDIN: Final = "-"
_NOWHERE: Final = ("is a link that leads nowhere", "mend the link, or remove it")
_URL: Final = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_where(
    where: str,
    options: ReadOptions | None = None,
    readers: Sequence[Reader] | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Page | Problem]:
    """Every report at a place, and a Problem for each thing there that cannot be read.

    where: a file; a folder, searched through and through for files that a reader knows by their
    suffix (hidden ones left out); a glob (`**` too); "-" for standard input; a URL, if `fetch`
    gets it. Files come in the order of their names. Whatever its name or its server says, the
    content decides who reads it. Nothing is raised for a bad report; the rest goes on.
    """
    options = options if options is not None else ReadOptions()
    readers = readers if readers is not None else find_readers()
    if where == _STDIN:
        yield from _read_stdin(options, readers)
    elif _URL.match(where):
        yield from _read_url(where, options, readers, fetch)
    elif "\x00" in where or not where:
        yield problem(where, "is no file's name", "name a file, a folder, a glob or -")
    else:
        yield from _read_path(where, options, readers)


def _read_path(
    where: str, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    path = Path(where)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:  # a name too long, a folder that may not be entered
        yield problem(where, said(error), "check the name and its permissions")
        return
    if is_folder:
        yield from _read_folder(path, options, readers)
    elif exists:
        yield from _read_file(path, options, readers)
    elif glob.has_magic(where):
        yield from _read_glob(where, options, readers)
    elif path.is_symlink():
        yield problem(where, *_NOWHERE)
    else:
        yield problem(where, "does not exist", "check the name")


def _read_glob(
    where: str, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    files = [Path(name) for name in sorted(glob.glob(where, recursive=True))]  # noqa: PTH207
    files = [path for path in files if not path.is_dir()]
    if not files:
        yield problem(where, "matches no file", "quote the pattern, or check the name")
    for path in files:
        yield from _read_file(path, options, readers)


def _read_folder(
    folder: Path, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    suffixes = frozenset[str]().union(*(reader.suffixes for reader in readers))
    closed: list[OSError] = []
    found = False
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and _known(path, suffixes):
                found = True
                yield from _read_file(path, options, readers)
    for error in closed:
        yield problem(str(error.filename), said(error), "check its permissions")
    if not found and not closed:
        known = ", ".join(sorted(suffix for suffix in suffixes if suffix))
        yield problem(str(folder), f"holds no text ({known})", "name the files themselves")


def _known(path: Path, suffixes: frozenset[str]) -> bool:
    """Does its name say that a reader reads it? Of `page.html.gz` both suffixes must."""
    told = [suffix.lower() for suffix in path.suffixes[-2:]]
    if not told or told[-1] not in suffixes:
        return False
    return told[-1] not in PACKED or told[0] in suffixes


def _read_file(
    path: Path, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    try:
        if path.is_symlink() and not path.exists():
            yield problem(str(path), *_NOWHERE)
            return
        if not path.is_file():
            yield problem(str(path), "is neither a file nor a folder", "name a file")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        raw = Raw(str(path), path, head, lambda: path.open("rb"), path.stat().st_size)
        yield from read_raw(raw, options, readers)
    except OSError as error:
        yield problem(str(path), said(error), "check the file and its permissions")


def _read_stdin(options: ReadOptions, readers: Sequence[Reader]) -> Iterator[Page | Problem]:
    try:
        with spooled(_binary(sys.stdin), _STDIN, PIPED) as spool:
            raw = Raw(_STDIN, None, spool.head, spool.open, spool.size)
            yield from read_raw(raw, options, readers)
    except ReadError as error:
        yield problem(error.where, error.reason, error.remedy)


def _binary(stream: object) -> BinaryIO | io.BytesIO:
    """Standard input's bytes; a stand-in that holds only text is encoded."""
    buffer = getattr(stream, "buffer", None)
    if buffer is not None:
        return buffer  # type: ignore[no-any-return]
    text = stream.read() if isinstance(stream, io.TextIOBase) else ""
    return io.BytesIO(text.encode("utf-8", "surrogatepass"))


def _read_url(
    url: str, options: ReadOptions, readers: Sequence[Reader], fetch: Fetch | None
) -> Iterator[Page | Problem]:
    if fetch is None:
        yield problem(url, "is a URL, and nothing here fetches it", "save the page and name that")
        return
    for found in fetch(url):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_raw(found, options, readers)
