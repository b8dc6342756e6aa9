"""Records within a JSON document, and the blocks that `tallybook read` printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tallybook.model import Kind, Piece, Role
from tallybook.read.dates import parse_moment
from tallybook.read.fields import tell

_DEPTH: Final = 3
_SAMPLE: Final = 20
_KINDS: Final[Mapping[str, Kind]] = {
    Role.HEADLINE: Kind.TITLE,
    Role.STANDFIRST: Kind.SUMMARY,
    Role.BODY: Kind.PARAGRAPH,
    Role.POST: Kind.PARAGRAPH,
    Role.HEADING: Kind.HEADING,
    Role.QUOTE: Kind.QUOTE,
    Role.CAPTION: Kind.CAPTION,
    Role.BYLINE: Kind.BYLINE,
    Role.TEASER: Kind.TEASER,
    Role.BOILERPLATE: Kind.CHROME,
}
_ASIDE: Final = frozenset({Kind.TEASER, Kind.CHROME, Kind.BYLINE})


def find_records(value: Mapping[str, object]) -> tuple[Sequence[Mapping[str, object]], str | None]:
    """The reports that an object wraps in a list, as feeds and search services do, and whose.

    `{"title": "The Example Post", "items": [{"content_text": "..."}]}`
    """
    records = _listed(value, _DEPTH)
    is_feed = isinstance(value.get("version"), str) and "jsonfeed" in str(value["version"])
    title = value.get("title")
    return records, title if is_feed and isinstance(title, str) else None


def _listed(value: object, depth: int) -> Sequence[Mapping[str, object]]:
    if not isinstance(value, Mapping) or not depth:
        return ()
    for each in value.values():
        if isinstance(each, list) and any(_is_report(one) for one in each[:_SAMPLE]):
            return [one for one in each if isinstance(one, Mapping)]
    return next((found for each in value.values() if (found := _listed(each, depth - 1))), ())


def _is_report(value: object) -> bool:
    return isinstance(value, Mapping) and tell(value, {}).text is not None


def pieces_of(record: Mapping[str, object], text: str) -> tuple[Piece, ...]:
    """The blocks of a record as pieces; none where it has none or they do not fit its text."""
    blocks = record.get("blocks")
    if not isinstance(blocks, list) or not blocks:
        return ()
    pieces: list[Piece] = []
    end = posts = 0
    for block in blocks:
        piece = _piece(block, posts)
        if piece is None or piece.start < end or piece.end > len(text):
            return ()
        posts += piece.post is not None
        end = piece.end
        pieces.append(_trimmed(piece, text))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _piece(block: object, post: int) -> Piece | None:
    if not isinstance(block, Mapping):
        return None
    start, end, role = block.get("start"), block.get("end"), block.get("role")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        return None
    kind = _KINDS.get(role) if isinstance(role, str) else None
    if kind is None:
        return None
    number = post if role == Role.POST else None
    moment = parse_moment(block.get("time"))
    return Piece(start, end, kind, kind not in _ASIDE, 0.0, 0, number, moment)


def _trimmed(piece: Piece, text: str) -> Piece:
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return Piece(
        start,
        max(start, piece.start + len(words.rstrip())),
        piece.kind,
        piece.main,
        post=piece.post,
        time=piece.time,
    )
