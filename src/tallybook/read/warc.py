"""The reader of web archives: WARC, packed or not, one record after another."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO, Final, cast
from urllib.parse import urlsplit

from tallybook.model import Page, Problem
from tallybook.read.door import HEAD, Raw, Reader, ReadOptions, find_readers
from tallybook.read.passing import choose_reader
from tallybook.read.payloads import Broken, unpack_payload
from tallybook.read.refusals import MEGABYTE, megabytes, problem, shown
from tallybook.read.unpacking import CHUNK, UNPACKERS, Telling, Unpacking

LIMIT: Final = 32 * MEGABYTE
"""The largest record that is read, packed and unpacked."""

_MARK: Final = b"WARC/"
_GZIP: Final = b"\x1f\x8b"
_ZSTANDARD: Final = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_AGAIN: Final = "fetch or save it again"
_CUT: Final = "is cut off; what comes before was read"
_NO_TEXT: Final = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript")
_TOLD: Final = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml"}
    | {"application/atom+xml"}
)
"""Of these types it is told what cannot be read; the rest of a site is passed over."""

_LAST: Final = 100  # the rank of a reader that takes whatever is left


class WarcReader:
    """Pages, feeds, texts and PDFs that were answered with success, each by its own reader.

    Requests, metadata, repeats, errors, pictures and programs are passed over. Memory is that of
    one record. readers: gives the readers that records go through.
    """

    name = "warc"
    suffixes = frozenset({".warc", ".gz", ".zst"})
    rank = 5

    def __init__(self, readers: Callable[[], Sequence[Reader]] = find_readers) -> None:
        self._readers = readers

    def accepts(self, raw: Raw) -> bool:
        """By the first bytes, unpacked."""
        if raw.head.startswith(_ZSTANDARD):
            named = raw.where.lower().endswith(".warc.zst")
            return named or _unpacked_head(raw.head).startswith(_MARK)
        return raw.head.startswith(_MARK) or _start(raw.head).startswith(_MARK)

    def read(self, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        """The reports of all records, and Problems for what is broken, cut off or too large."""
        try:
            from fastwarc import ArchiveIterator, WarcRecordType
        except ImportError:
            reason = "is a WARC archive, for which tallybook[warc] is needed"
            yield problem(raw.where, reason, "pip install 'tallybook[warc]'")
            return
        kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        count, told = 0, False
        unpacking: Unpacking | None = None
        with raw.open() as stream:
            if raw.head.startswith(_GZIP):
                # Each record is packed for itself: one that is damaged costs no other.
                unpacking = Unpacking(stream, UNPACKERS[_GZIP], healing=True)
                stream = cast(BinaryIO, io.BufferedReader(unpacking, CHUNK))
            try:
                # Strictly it would stop at the first bytes between records that are no header.
                archive = ArchiveIterator(
                    cast(BinaryIO, Telling(stream)),
                    record_types=WarcRecordType.any_type,
                    parse_http=False,
                    quirks_mode=True,
                )
                for record in archive:
                    count += 1
                    if record.record_type & kinds:
                        for found in self._read_record(record, raw, options):
                            told = isinstance(found, Problem) and found.reason == _CUT
                            yield found
                    elif not record.headers.get("Content-Length"):
                        told = True
                        yield _cut(raw.where)
            except (OSError, ValueError) as error:
                reason = f"is damaged or cut off behind record {count} ({_said(error)})"
                yield problem(raw.where, reason, f"{_AGAIN}; what comes before was read")
                return
        if unpacking is not None and unpacking.damaged:
            yield problem(raw.where, "is damaged within; what is whole was read", _AGAIN)
        if unpacking is not None and unpacking.is_cut and not told:
            yield _cut(raw.where)
        elif not count:
            yield problem(raw.where, "holds no whole record", _AGAIN)

    def _read_record(self, record: Any, raw: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
        where = f"{raw.where}!{shown(url or record.record_id or 'record')}"
        size = record.headers.get("Content-Length") or ""
        if not size.isdigit():
            yield _cut(where)
            return
        if int(size) > LIMIT:
            if not _is_passed_over(record, url):
                reason = f"is a record larger than the limit of {megabytes(LIMIT)}"
                yield problem(where, reason, "fetch its page alone")
            return
        record.freeze()
        if record.content_length < int(size):
            yield _cut(where)
            return
        digest = record.headers.get("WARC-Block-Digest") or ""
        whole = not digest.lower().startswith("sha1:") or record.verify_block_digest()
        if _is_passed_over(record, url):
            return
        try:
            part = _part(record, where, url, raw)
        except Broken as error:
            yield problem(where, f"is a record that cannot be unpacked ({error})", _AGAIN)
            return
        yield from self._read_part(part, options)
        if not whole:
            yield problem(where, "is a record that is damaged: its digest is another", _AGAIN)
        if record.headers.get("WARC-Truncated"):
            yield problem(where, "was cut off when it was archived", "fetch its page again")

    def _read_part(self, part: Raw, options: ReadOptions) -> Iterator[Page | Problem]:
        reader = choose_reader(part, self._readers()) if part.head.strip() else None
        told = part.media_type in _TOLD
        if reader is None or reader is self or (reader.rank >= _LAST and not told):
            return
        for found in reader.read(part, options):
            if told or isinstance(found, Page):
                yield found


WARC: Final = WarcReader()


def _part(record: Any, where: str, url: str | None, raw: Raw) -> Raw:
    """What the record holds; raises Broken."""
    http = record.http_headers
    data = record.reader.read(LIMIT + 1)
    if http is not None:
        data = unpack_payload(
            data, http.get("Transfer-Encoding"), http.get("Content-Encoding"), LIMIT
        )
    return replace(
        raw,
        where=where,
        head=data[:HEAD],
        open=lambda: io.BytesIO(data),
        size=len(data),
        media_type=_media(record),
        charset=None if http is None else record.http_charset,
        url=url,
        retrieved=_moment(record),
    )


def _is_passed_over(record: Any, url: str | None) -> bool:
    """No page: an error, a picture, a program, what is for robots."""
    if record.is_http and not record.is_http_parsed:
        record.parse_http(auto_decode="none", quirks_mode=True)
    http = record.http_headers
    if record.is_http and (http is None or not 200 <= (http.status_code or 0) < 300):
        return True
    try:
        path = urlsplit(url or "").path
    except ValueError:
        path = ""
    return path == "/robots.txt" or _media(record).startswith(_NO_TEXT)


def _media(record: Any) -> str:
    """The type of what the record holds, without parameters; the server's where there was one."""
    if record.http_headers is not None:
        named = record.http_content_type
    else:
        named = record.headers.get("Content-Type")
    return (named or "").split(";", 1)[0].strip().lower()


def _moment(record: Any) -> datetime | None:
    moment: datetime | None = record.record_date
    return moment


def _cut(where: str) -> Problem:
    return problem(where, _CUT, _AGAIN)


def _start(head: bytes) -> bytes:
    """The first unpacked bytes of what gzip packed."""
    if not head.startswith(_GZIP):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _unpacked_head(head: bytes) -> bytes:
    try:
        from fastwarc.stream_io import ZstdReader

        start: bytes = ZstdReader(io.BytesIO(head)).read(64)
    except (ImportError, OSError):
        return b""
    return start


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120].lower()
