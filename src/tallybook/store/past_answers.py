"""What a tally's answer was, also of one that nothing asks any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from tallybook.model import Revision, Tally
from tallybook.model.records import revision_from_record, tally_from_record
from tallybook.store.rows import record_of
from tallybook.store.tables import revisions

_MANY = 5


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """A tally's answer from the moment `recorded` on.

    withdrawn: from then on nothing that counts asked its question. The tally is kept in short.
    """

    tally: Tally
    revision: Revision
    recorded: datetime
    withdrawn: bool


def past_answers(connection: Connection, tally: str, most: int) -> list[PastAnswer]:
    """The answers that were recorded of the tally with that id, the newest first, so many."""
    query = (
        select(revisions)
        .where(revisions.c.tally == tally)
        .order_by(revisions.c.seq.desc())
        .limit(most)
    )
    return [
        PastAnswer(
            tally_from_record(record_of(row)["tally"]),
            revision_from_record(record_of(row)["revision"]),
            datetime.fromisoformat(row.recorded),
            row.withdrawn,
        )
        for row in connection.execute(query)
    ]


def tallies_once(connection: Connection, prefix: str) -> Sequence[str]:
    """The ids of tallies ever recorded that begin so; a handful at the most."""
    column = revisions.c.tally
    query = select(column).where(column.startswith(prefix, autoescape=True)).distinct()
    return list(connection.scalars(query.order_by(column).limit(_MANY))) if prefix else []
