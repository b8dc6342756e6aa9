"""Is a text only a part of a page that the ledger has: a feed's summary, what a paywall leaves?"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from tallybook.language.walls import is_walled
from tallybook.model import CLAIMING, Reading, Report
from tallybook.store.current import blocks_of, report_of
from tallybook.store.standing import Stood, story_of

_HALF: Final = 0.5
_FEED: Final = "xml"
_PAGE: Final = "application/xhtml+xml"


def is_part(connection: Connection, reading: Reading, stands: Stood) -> bool:
    """Is it less than what stands there, and nothing else?

    An entry of a feed is less than the page that it leads to. So is a text of which every block
    stands in the other, and that is not half as long, or says that the rest is kept back; and one
    that tells nothing.
    """
    media_type = None if reading.snapshot is None else reading.snapshot.media_type
    if _is_of_feed(media_type) and stands.media_type and not _is_of_feed(stands.media_type):
        return True
    if reading.report is None:
        return False
    story = story_of(reading.report, reading.blocks)
    length = sum(map(len, story))
    earlier = report_of(connection, stands.report)
    walled = _stands_before_a_wall(reading, earlier)
    if length > _HALF * len(earlier.text) and not walled:
        return False
    whole = " ".join(story_of(earlier, blocks_of(connection, stands.seq)))
    share = 1.0 if walled else _HALF
    return length < share * len(whole) and all(each in whole for each in story)


def _stands_before_a_wall(reading: Reading, earlier: Report) -> bool:
    """Does what is around the story say that the rest is kept back, and did it not before?"""
    if reading.report is None or is_walled(earlier.text):
        return False
    text = reading.report.text
    around = (text[each.start : each.end] for each in reading.blocks if each.role not in CLAIMING)
    return any(map(is_walled, around))


def _is_of_feed(media_type: str | None) -> bool:
    return media_type is not None and media_type.endswith(_FEED) and media_type != _PAGE
