"""Snapshots: the bytes that reports were read from, compressed, under what they hash to."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from tallybook.errors import LedgerError, UsageError
from tallybook.model import Snapshot

ELSEWHERE: Final = "TALLYBOOK_SNAPSHOTS"
"""The environment variable that names another folder than the one beside the ledger."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LEVEL: Final = 6


class SnapshotFolder:
    """A folder of snapshots, `ab/abcdef….gz`. It is made when the first one is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @staticmethod
    def beside(ledger: Path) -> SnapshotFolder:
        """The folder of a ledger: `<ledger>.snapshots`, or the one that the environment names."""
        elsewhere = os.environ.get(ELSEWHERE)
        if elsewhere:
            return SnapshotFolder(Path(elsewhere))
        return SnapshotFolder(ledger.with_name(f"{ledger.name}.snapshots"))

    def has(self, digest: str) -> bool:
        """Is there a snapshot of that digest?"""
        return self._file(digest).is_file()

    def keep(self, snapshot: Snapshot) -> str:
        """Keeps the bytes, once, and gives their digest.

        They are on disk under their name, whole, when this returns. Raises LedgerError where the
        folder takes nothing; then nothing is left there.
        """
        digest = snapshot.digest
        file = self._file(digest)
        draft = file.with_name(f".{digest}.{os.getpid()}.new")
        try:
            if file.is_file():
                return digest
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                with draft.open("wb") as stream:
                    stream.write(gzip.compress(snapshot.content, _LEVEL, mtime=0))
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(file)
            finally:
                draft.unlink(missing_ok=True)
            _settle(file.parent)
        except OSError as error:
            raise LedgerError(
                f"{self.path}: the bytes of a page cannot be kept here ({error.strerror}); make "
                f"room and let yourself write it, or name another folder with {ELSEWHERE}; what "
                "was added before is kept"
            ) from error
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes of that digest; LedgerError where they are gone or no longer the same."""
        file = self._file(digest)
        remedy = f"restore a copy, or name the folder that has it with {ELSEWHERE}"
        try:
            content = gzip.decompress(file.read_bytes())
        except FileNotFoundError:
            if not self.path.is_dir():
                told = "is not there, and with it the bytes of the pages"
                raise LedgerError(f"{self.path}: this folder {told}; {remedy}") from None
            raise LedgerError(f"{file}: this snapshot is not there; {remedy}") from None
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise LedgerError(f"{file}: this snapshot is damaged; {remedy}") from None
        except OSError as error:
            raise LedgerError(
                f"{file}: this snapshot cannot be read ({error.strerror}); {remedy}"
            ) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise LedgerError(f"{file}: this snapshot is damaged; {remedy}")
        return content

    def _file(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise UsageError(
                f"{digest!r} is no digest of a snapshot; it has 64 digits of 0–9 and a–f"
            )
        return self.path / digest[:2] / f"{digest}.gz"


def _settle(folder: Path) -> None:
    """Makes the new name itself survive a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that opens no folders
        return
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
