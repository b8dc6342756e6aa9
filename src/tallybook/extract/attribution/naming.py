"""The noun that a speaker is called by: its head, and whether it is plural."""

from __future__ import annotations

from collections.abc import Mapping

Small = Mapping[str, frozenset[str]]
"""The small words of cues.toml."""


def head_noun(plain: str, words: Small) -> str:
    """The last word before the first preposition, comma or relative pronoun."""
    parts = plain.split()
    for at, word in enumerate(parts):
        if at and (word in words["after_head"] or parts[at - 1].endswith(",")):
            parts = parts[:at]
            break
    return parts[-1].strip(",.") if parts else ""


def is_plural(noun: str, words: Small) -> bool:
    """Does the noun mean several: "officials", "police"?"""
    ends = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    irregular = noun.endswith(tuple(words["plural_ends"]))
    return ends or irregular or noun in words["plurals"]
