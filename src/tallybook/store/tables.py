"""The tables of a ledger. Rows are added, never changed and never deleted.

A *reading* is one report as one extractor read it, at one moment; it owns its blocks, its problems
and, through `reading_claims`, its claims. The newest reading of a page is the one that counts.
Texts of one address whose words differ are *versions* of a page: `version` is the reading that
began the one that a reading belongs to (none where it is that reading itself), `behind` the report
that already stood there and is newer, so that this reading is history and never counted. The nouns
themselves are kept whole as JSON in `record`; the other columns are for finding them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

metadata: Final = MetaData()


class Exact(TypeDecorator[Decimal]):
    """A Decimal, kept exactly: NUMERIC where the database has it, digits in SQLite."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text in SQLite."""
        kind: TypeEngine[Any] = String() if dialect.name == "sqlite" else Numeric()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Plain digits, without an exponent."""
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """The Decimal again."""
        return None if value is None else Decimal(value)


schema_versions = Table(
    "schema_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied", String, nullable=False),
    Column("by", String, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("page", String, nullable=False, index=True),
    Column("url", String, index=True),
    Column("address", String, index=True),
    Column("path", String),
    Column("publisher", String),
    Column("published", Date),
    Column("language", String),
    Column("added", String, nullable=False),
    Column("record", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("made_by", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("supersedes", ForeignKey("reports.id"), index=True),
    Column("at", String, nullable=False),
    Column("body", String),
    Column("version", ForeignKey("readings.seq")),
    Column("behind", ForeignKey("reports.id")),
    Column("modified", Date),
    Column("retrieved", String),
    Column("snapshot", String),
    Column("media_type", String),
    Column("encoding", String),
    Column("runs", Text),
)

blocks = Table(
    "blocks",
    metadata,
    Column("reading", ForeignKey("readings.seq"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("time", String),
)

claims = Table(
    "claims",
    metadata,
    Column("key", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("block", String, nullable=False),
    Column("measure", String, nullable=False, index=True),
    Column("low", Exact),
    Column("high", Exact),
    Column("form", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("parties", String, nullable=False),
    Column("role", String),
    Column("origin", String),
    Column("origin_party", String),
    Column("stance", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("place", String),
    Column("countries", String, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("rule", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
)

reading_claims = Table(
    "reading_claims",
    metadata,
    Column("reading", ForeignKey("readings.seq"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", ForeignKey("claims.key"), nullable=False, index=True),
    Column("since", Date),
)

fallen = Table(
    "fallen",
    metadata,
    Column("reading", ForeignKey("readings.seq"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", ForeignKey("claims.key"), nullable=False),
    Column("time", String),
    Column("opening", Text, nullable=False),
)
"""Claims of posts of earlier versions that are no longer on the page of the reading."""

fetches = Table(
    "fetches",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("url", String, nullable=False, index=True),
    Column("final", String, nullable=False),
    Column("at", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("snapshot", String),
)

problems = Table(
    "problems",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, index=True),
    Column("reading", ForeignKey("readings.seq"), index=True),
    Column("stage", String, nullable=False),
    Column("where", String, nullable=False),
    Column("at", String, nullable=False),
    Column("record", Text, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    Column("left", String, nullable=False, index=True),
    Column("right", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("record", Text, nullable=False),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("link", ForeignKey("links.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("at", String, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("tally", String, nullable=False, index=True),
    Column("day", Date),
    Column("low", Exact),
    Column("best", Exact),
    Column("high", Exact),
    Column("withdrawn", Boolean, nullable=False),
    Column("supersedes", ForeignKey("revisions.id")),
    Column("recorded", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("record", Text, nullable=False),
)

rulings = Table(
    "rulings",
    metadata,
    Column("id", String, primary_key=True),
    Column("act", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("record", Text, nullable=False),
)

ruling_withdrawals = Table(
    "ruling_withdrawals",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("ruling", ForeignKey("rulings.id"), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("at", String, nullable=False),
)

wordings = Table(
    "wordings",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("record", Text, nullable=False),
)
"""What tells a copy of a report's text from another text: its signature and its quotations."""
