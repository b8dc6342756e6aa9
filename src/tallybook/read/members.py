"""The members of an archive: of a zip, of a tar, or the one thing that a packed file holds."""

from __future__ import annotations

import io
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast

from tallybook.errors import ReadError
from tallybook.model import Problem
from tallybook.read.door import Allowance, Raw
from tallybook.read.refusals import MEGABYTE, problem, shown
from tallybook.read.spooling import spooled
from tallybook.read.unpacking import FAULTS, UNPACKERS, Counted, Stream, Telling, Unpacking

ZSTANDARD: Final = b"\x28\xb5\x2f\xfd"
ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MOST: Final = 200_000
"""How many members of an archive are read."""

LARGEST: Final = 2048 * MEGABYTE
"""The largest member of a tar, since each is kept on disk while it is read."""

_TAR: Final = (257, b"ustar")
_UNPACK: Final = "unpack it yourself, and read the files"
_AGAIN: Final = "fetch or save it again"
_OFFICE: Final = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an office document or an electronic book",
    "META-INF/MANIFEST.MF": "a program",
    "AndroidManifest.xml": "a program",
}


@dataclass(slots=True)
class Member:
    """One member: its name, as the archive has it, and a fresh stream of it whenever asked.

    alone: it is all that the file holds. opened: the streams that were given.
    """

    name: str
    make: Callable[[], Counted]
    opened: list[Counted]
    alone: bool = False

    def open(self) -> BinaryIO:
        """A stream that never gives more than the archive is allowed."""
        stream = self.make()
        self.opened.append(stream)
        return cast(BinaryIO, io.BufferedReader(stream, 64 * 1024))

    @property
    def fault(self) -> str | None:
        """What was wrong with it, once it has been read."""
        return next((stream.fault for stream in self.opened if stream.fault), None)


def is_tar(head: bytes) -> bool:
    """Does the content begin as a tar does?"""
    at, mark = _TAR
    return head[at : at + len(mark)] == mark


def find_members(raw: Raw, allowance: Allowance) -> Iterator[Member | Problem]:
    """Every member that is a file, with Problems for what cannot be opened."""
    if raw.head.startswith(ZIPS):
        yield from _of_zip(raw, allowance)
    elif is_tar(raw.head):
        yield from _of_tar(raw, allowance)
    else:
        yield from _alone(raw, allowance)


def _alone(raw: Raw, allowance: Allowance) -> Iterator[Member | Problem]:
    name = PurePosixPath(raw.where).stem if raw.path is not None else "unpacked"
    if PurePosixPath(raw.where).suffix.lower() in {".tgz", ".tbz2", ".txz"}:
        name += ".tar"
    make = next((make for start, make in UNPACKERS.items() if raw.head.startswith(start)), None)
    if make is not None:
        unpacker = make
        yield Member(
            name,
            lambda: Counted(Unpacking(raw.open(), unpacker), f"{raw.where}!{name}", allowance),
            [],
            alone=True,
        )
        return
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError:
        reason = "is a Zstandard archive, for which tallybook[warc] is needed"
        yield problem(raw.where, reason, "pip install 'tallybook[warc]', or unpack it yourself")
        return
    yield Member(
        name,
        lambda: Counted(
            ZstdReader(cast(BinaryIO, Telling(raw.open()))), f"{raw.where}!{name}", allowance
        ),
        [],
        alone=True,
    )


def _of_zip(raw: Raw, allowance: Allowance) -> Iterator[Member | Problem]:
    with ExitStack() as stack:
        stream = stack.enter_context(raw.open())
        if not stream.seekable():
            spool = stack.enter_context(spooled(stream, raw.where, allowance.left))
            stream = stack.enter_context(spool.open())
        try:
            archive = stack.enter_context(zipfile.ZipFile(stream))
        except (*FAULTS, EOFError, NotImplementedError):
            reason = "is a ZIP archive that is broken or cut off: its list of members is missing"
            yield problem(raw.where, reason, _AGAIN)
            return
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
        other = next((_OFFICE[info.filename] for info in infos if info.filename in _OFFICE), None)
        if other is not None:
            reason = f"is {other}, for which no reader is installed"
            yield problem(raw.where, reason, "save it as PDF, HTML or plain text and read that")
            return
        if len(infos) > MOST:
            reason = f"holds {len(infos)} members; the first {MOST} by name are read"
            yield problem(raw.where, reason, "split it")
        for info in infos[:MOST]:
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
                yield _zipped(archive, info, raw.where, allowance)


def _zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, allowance: Allowance
) -> Member | Problem:
    place = f"{where}!{shown(info.filename)}"
    if info.flag_bits & 0x1:
        return problem(place, "is encrypted", _UNPACK)
    try:
        archive.open(info).close()
    except NotImplementedError:
        return problem(place, "is packed in a way that cannot be unpacked here", _UNPACK)
    except (*FAULTS, EOFError, RuntimeError):
        return problem(place, "is damaged", _AGAIN)
    return Member(info.filename, lambda: Counted(archive.open(info), place, allowance), [])


def _of_tar(raw: Raw, allowance: Allowance) -> Iterator[Member | Problem]:
    """As they come: a tar is read once, from beginning to end."""
    with raw.open() as stream:
        try:
            archive = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115
            for count, info in enumerate(archive):
                if count >= MOST:
                    reason = f"holds more than {MOST} members; the rest was left"
                    yield problem(raw.where, reason, "split it")
                    return
                file = archive.extractfile(info) if info.isreg() else None
                archive.members = []  # type: ignore[attr-defined]  # it keeps all that it passed
                if file is not None:
                    place = f"{raw.where}!{shown(info.name)}"
                    counted = Counted(cast(Stream, file), place, allowance)
                    yield from _tarred(counted, info.name, place)
        except (*FAULTS, EOFError, tarfile.TarError):
            reason = "is a tar archive that is broken or cut off; what comes before was read"
            yield problem(raw.where, reason, _AGAIN)


def _tarred(counted: Counted, name: str, place: str) -> Iterator[Member | Problem]:
    try:
        with spooled(counted, place, LARGEST) as spool:
            free = Allowance(sys.maxsize)  # it was counted while it was kept
            yield Member(name, lambda: Counted(spool.open(), place, free), [counted])
    except ReadError as error:
        if counted.spent:
            raise
        yield problem(error.where, error.reason, error.remedy)
