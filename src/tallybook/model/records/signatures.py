"""Signatures as JSON: the sketch as one string of hexadecimal digits, eight for a number."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, Final

from tallybook.model.records.values import Record
from tallybook.model.signature import Signature

_BYTES: Final = 4


def signature_record(signature: Signature) -> Record:
    """What tells copies of a report's text."""
    return {
        "made_by": signature.made_by,
        "length": signature.length,
        "minhash": struct.pack(f">{len(signature.minhash)}I", *signature.minhash).hex(),
        "quotes": sorted(signature.quotes),
    }


def signature_from_record(record: Mapping[str, Any]) -> Signature:
    """The signature that `signature_record` wrote."""
    packed = bytes.fromhex(record["minhash"])
    return Signature(
        minhash=struct.unpack(f">{len(packed) // _BYTES}I", packed),
        quotes=frozenset(record["quotes"]),
        length=record["length"],
        made_by=record["made_by"],
    )
