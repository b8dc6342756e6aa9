"""Opening a ledger: where it is, whether it is one, and an engine that keeps it whole.

A new SQLite ledger is made complete in a file beside its place and moved there, so that at no
moment a half-made one stands under its name. What is not ours is told from its first bytes, before
any database library touches it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tallybook.errors import LedgerError
from tallybook.store.schema import NEWEST, bring_up, make_schema, schema_version
from tallybook.store.steps import STEPS

APPLICATION_ID: Final = 0x54414C59
"""Marks a SQLite file as a ledger: "TALY", at offset 68 of the file."""

_MAGIC: Final = b"SQLite format 3\x00"
_PREFIX: Final = "sqlite:///"
_WAIT_S: Final = 30.0
_WRITES: Final = "tallybook_writes"


def ledger_path(where: str) -> Path:
    """The file that a path or a `sqlite:///PATH` names.

    Raises LedgerError for a URL of another kind.
    """
    if where.startswith(_PREFIX):
        where = where.removeprefix(_PREFIX)
    elif "://" in where:
        kind = where.partition("://")[0]
        raise LedgerError(
            f"{where}: this version keeps ledgers in SQLite, not in {kind!r}; "
            "give a path or sqlite:///PATH"
        )
    if not where:
        raise LedgerError("the ledger has no name; give --ledger a path, such as tallybook.db")
    return Path(where)


def open_engine(where: str, *, create: bool) -> Engine:
    """An engine over a sound ledger of the newest schema, made first where `create` allows.

    Raises LedgerError, having written nothing, for what is no ledger of ours.
    """
    path = ledger_path(where)
    if is_absent(path):
        if not create:
            raise LedgerError(
                f"{path}: there is no ledger here; make one with `tallybook add`, "
                "or name another with --ledger"
            )
        _make(path)
    _check_file(path)
    engine = _engine(path)
    with telling(path):
        with engine.connect() as connection:
            version = schema_version(connection)
        if version > NEWEST:
            raise LedgerError(
                f"{path}: a newer Tallybook wrote this ledger (schema {version}; this one knows "
                f"{NEWEST}); upgrade with `pip install --upgrade tallybook`"
            )
        if version < NEWEST:
            with writing(engine) as connection:
                bring_up(connection, STEPS, NEWEST)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the write lock at its start and is kept whole or not at all."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turns the database's own errors into LedgerErrors with a remedy."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        raise LedgerError(f"{path}: {reason}; {_remedy(reason)}") from error


def _remedy(reason: str) -> str:
    if "locked" in reason:
        return "another program is writing it: wait for it to end and try again"
    if "full" in reason:
        return "make room on the disk and try again; what was added before is kept"
    if "readonly" in reason or "unable to open" in reason:
        return "make the file and its folder writable, or name another with --ledger"
    return "the file may be damaged: restore a copy, or name another with --ledger"


def is_absent(path: Path) -> bool:
    """Nothing there, or an empty file, such as `mktemp` makes."""
    try:
        return path.stat().st_size == 0 and path.is_file()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}; name another with --ledger") from error


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file in it, such as {path}/tallybook.db")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerError(
            f"{path}: {error.strerror}; let yourself read it, or name another with --ledger"
        ) from error
    if not head.startswith(_MAGIC):
        raise LedgerError(
            f"{path}: is no ledger but another program's file; name another with --ledger"
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise LedgerError(
            f"{path}: is another program's SQLite database; name another with --ledger"
        )


def _make(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        draft.touch()
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be made here ({error.strerror}); name another with --ledger"
        ) from error
    try:
        with telling(path):
            engine = _engine(draft)
            with engine.connect() as connection:
                raw = connection.connection
                raw.cursor().execute(f"PRAGMA application_id = {APPLICATION_ID}")
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            with writing(engine) as connection:
                make_schema(connection)
            engine.dispose()
        _move_into_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _move_into_place(draft: Path, path: Path) -> None:
    """Never over a ledger that another program made meanwhile."""
    if path.exists() and path.stat().st_size == 0:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # A file system without hard links.
        if not path.exists():
            draft.rename(path)


def _is_sealed(path: Path) -> bool:
    """Can nothing be written here? Then SQLite must be told, since even to look at a ledger it
    would make the files of its write-ahead log.
    """
    is_open = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return not is_open and not path.with_name(f"{path.name}-wal").exists()


def _engine(path: Path) -> Engine:
    # NullPool: each connection closes, and the write-ahead log is folded in at the last one.
    sealed = {"mode": "ro", "immutable": "1", "uri": "true"}
    engine = create_engine(
        URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=sealed)
        if _is_sealed(path)
        else URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": _WAIT_S},
    )

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        # The driver's own guesses about transactions are switched off: we say BEGIN ourselves.
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
