"""What is known of a speaker beyond its words, and what a match makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.model import Source


@dataclass(frozen=True, slots=True)
class Context:
    """What the report tells about the speaker beyond its words.

    person: the person's name inside the words, where a parser marked one; None is "not known",
    "" is "no person". party: the state that "the ministry" belongs to, where plain.
    """

    person: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """A source with the nouns that later sentences may call it by."""

    source: Source
    kind: str
    called: frozenset[str] = frozenset()
