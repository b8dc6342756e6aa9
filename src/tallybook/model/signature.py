"""Signature: what tells a copy of a report's text from another text, without the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """minhash: the sketch of the shingles of its own words; only those of one maker compare.

    quotes: a hash of each long quotation in it. length: how many different shingles there are.
    made_by: by what it was made, with the version of the hashing.
    """

    minhash: tuple[int, ...]
    quotes: frozenset[int]
    length: int
    made_by: str = ""
