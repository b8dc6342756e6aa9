"""Where reports lie: a file, a folder, a glob, standard input."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from tallybook.model import Page, Problem, Stage
from tallybook.read.door import HEAD, Raw, Reader, ReadOptions, find_readers

_STDIN: Final = "-"
_URL: Final = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_where(
    where: str, options: ReadOptions | None = None, readers: Sequence[Reader] | None = None
) -> Iterator[Page | Problem]:
    """Every report at a place, and a Problem for each thing there that cannot be read.

    where: a file; a folder, searched through and through for files that a reader knows by their
    suffix (hidden ones left out); a glob (`**` too); "-" for standard input. Files come in the
    order of their names. Nothing is raised for a bad report; the rest goes on.
    """
    options = options if options is not None else ReadOptions()
    readers = readers if readers is not None else find_readers()
    if where == _STDIN:
        yield from _read_stdin(options, readers)
    elif _URL.match(where):
        yield _problem(where, "is a URL, and no reader of URLs is installed", "save the page first")
    elif "\x00" in where or not where:
        yield _problem(where, "is no file's name", "name a file, a folder, a glob or -")
    else:
        yield from _read_path(where, options, readers)


def _read_path(
    where: str, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    path = Path(where)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:  # a name too long, a folder that may not be entered
        yield _problem(where, _said(error), "check the name and its permissions")
        return
    if is_folder:
        yield from _read_folder(path, options, readers)
    elif exists:
        yield from _read_file(path, options, readers)
    elif glob.has_magic(where):
        yield from _read_glob(where, options, readers)
    else:
        yield _problem(where, "does not exist", "check the name")


def _read_glob(
    where: str, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    files = [Path(name) for name in sorted(glob.glob(where, recursive=True))]  # noqa: PTH207
    files = [path for path in files if not path.is_dir()]
    if not files:
        yield _problem(where, "matches no file", "quote the pattern, or check the name")
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
            if not name.startswith(".") and path.suffix.lower() in suffixes:
                found = True
                yield from _read_file(path, options, readers)
    for error in closed:
        yield _problem(str(error.filename), _said(error), "check its permissions")
    if not found and not closed:
        known = ", ".join(sorted(suffix for suffix in suffixes if suffix))
        yield _problem(str(folder), f"holds no text ({known})", "name the files themselves")


def _read_file(
    path: Path, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    try:
        if not path.is_file():
            yield _problem(str(path), "is neither a file nor a folder", "name a file")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        raw = Raw(str(path), path, head, lambda: path.open("rb"), path.stat().st_size)
        yield from _read_raw(raw, options, readers)
    except OSError as error:
        yield _problem(str(path), _said(error), "check the file and its permissions")


def _read_stdin(options: ReadOptions, readers: Sequence[Reader]) -> Iterator[Page | Problem]:
    # Kept whole: a stream cannot be opened twice, and each reader has its own limit.
    data = _binary(sys.stdin).read()
    raw = Raw(_STDIN, None, data[:HEAD], lambda: io.BytesIO(data), len(data))
    yield from _read_raw(raw, options, readers)


def _binary(stream: object) -> BinaryIO | io.BytesIO:
    """Standard input's bytes; a stand-in that holds only text is encoded."""
    buffer = getattr(stream, "buffer", None)
    if buffer is not None:
        return buffer  # type: ignore[no-any-return]
    text = stream.read() if isinstance(stream, io.TextIOBase) else ""
    return io.BytesIO(text.encode("utf-8", "surrogatepass"))


def _read_raw(
    raw: Raw, options: ReadOptions, readers: Sequence[Reader]
) -> Iterator[Page | Problem]:
    reader = next((each for each in readers if each.accepts(raw)), None)
    if reader is None:
        yield _problem(raw.where, "is in no format that a reader knows", "save it as plain text")
        return
    yield from reader.read(raw, options)


def _said(error: OSError) -> str:
    return f"cannot be read ({(error.strerror or str(error)).lower()})"


def _problem(where: str, reason: str, remedy: str) -> Problem:
    return Problem(Stage.READ, where, reason, remedy)
