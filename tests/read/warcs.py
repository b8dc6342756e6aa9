"""A writer of WARC records for tests."""

from __future__ import annotations

import base64
import gzip
import hashlib

PAGE = (
    b"<html><head><title>Six dead</title></head>"
    b"<body><p>Six miners died, police said.</p></body></html>"
)


def http(
    body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """An HTTP response."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n"
    return head.encode() + body


def record(
    block: bytes, url: str = "https://example.org/a", kind: str = "response", more: str = ""
) -> bytes:
    """A record with the digest of its block."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    media = (
        "application/http; msgtype=response" if kind in {"response", "revisit"} else "text/plain"
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-12-18T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Block-Digest: sha1:{digest}\r\nContent-Type: {media}\r\n{more}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Records as a .warc.gz has them: each packed for itself."""
    return b"".join(gzip.compress(each) for each in records)
