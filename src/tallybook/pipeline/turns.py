"""One watch a ledger: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from tallybook.errors import LedgerError


@contextmanager
def sole_watch(ledger: Path) -> Iterator[None]:
    """Holds the ledger's watch; LedgerError where another process does.

    The lock is a file of its own beside the ledger: one on the ledger itself would undo SQLite's.
    """
    try:
        import fcntl
    except ImportError:  # a system without such locks: the user sees to it
        yield
        return
    path = ledger.with_name(f".{ledger.name}.watch")
    with ExitStack() as stack:
        try:
            is_held = False
            while not is_held:
                stream = stack.enter_context(path.open("ab"))
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                is_held = _is_same(path, stream)  # else its holder removed it just now
        except BlockingIOError:
            raise LedgerError(
                f"{ledger}: another `tallybook watch` fills this ledger; "
                "stop it, or name another ledger with --ledger"
            ) from None
        except OSError as error:
            raise LedgerError(
                f"{path}: cannot be made ({error.strerror}); make the folder writable, "
                "or name another ledger with --ledger"
            ) from error
        stack.callback(path.unlink, missing_ok=True)
        yield


def _is_same(path: Path, stream: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False
