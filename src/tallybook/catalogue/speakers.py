"""What is known of a speaker beyond its words, and what a match makes of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
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
    """A source with the nouns that later sentences may call it by.

    kind: one of kinds.toml; an unnamed person's is "person", and his branch tells more: "military",
    "medical", "witness" (branches.toml), "" where nothing tells it.
    """

    source: Source
    kind: str
    called: frozenset[str] = frozenset()
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as written, its normal form, and whether it ends in a possessive."""

    text: str
    norm: str
    start: int


def head_of(
    words: Sequence[Word], naming: Mapping[str, frozenset[str]], unnamed: Container[str]
) -> int:
    """The last word before the first preposition: "officials" of "officials in Gaza".

    naming: the words of naming.toml. unnamed: nouns for unnamed speakers.
    """
    for at, word in enumerate(words):
        if at and word.norm in naming["after_head"]:
            return at - 1
        if (
            at
            and word.text.endswith(tuple(naming["participles"]))
            and words[at - 1].norm in unnamed
        ):
            return at - 1  # "officials installed by the occupiers"
    return len(words) - 1


def noun_before_name(words: Sequence[Word], bodies: Container[str]) -> Iterator[str]:
    """ "Group" of "the rights group Nadir": what later sentences call the name behind it."""
    first = next((at for at, word in enumerate(words) if at and word.text[0].isupper()), None)
    if first is None or not all(word.text[0].isupper() for word in words[first:]):
        return
    if words[first - 1].norm in bodies:
        yield words[first - 1].norm


def singular(noun: str) -> str:
    """The noun without its plural s."""
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def without_article(text: str) -> str:
    """The words without the article before them and marks around them."""
    plain = " ".join(text.split()).strip(" ,;:.")
    first, _, rest = plain.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else plain
