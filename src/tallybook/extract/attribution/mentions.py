"""Who spoke before in a report, and whom the words for somebody named before mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.source_words import normal_name
from tallybook.catalogue.speakers import Identity
from tallybook.extract.attribution.bodies import (
    Body,
    differ_in_seat,
    has_other_name,
    has_other_words,
    is_of_elsewhere,
    named_since,
)
from tallybook.extract.attribution.naming import head_noun, is_plural
from tallybook.model import SourceKind

_BACK: Final = 60
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One earlier speaker: where, who, and whether the words are plural."""

    start: int
    tree: int
    identity: Identity
    is_plural: bool
    is_nested: bool = False


class History:
    """The speakers of a report so far, in the order of the text.

    bodies: those that the report names anywhere. words: the small words of cues.toml.
    """

    def __init__(
        self, text: str, bodies: Sequence[Body], words: Mapping[str, frozenset[str]]
    ) -> None:
        self.text, self._bodies, self._words = text, bodies, words
        self.mentions: list[Mention] = []

    def add(self, mention: Mention) -> None:
        """Somebody has spoken."""
        self.mentions.append(mention)

    def at(self, start: int) -> Identity | None:
        """Who spoke by the words that begin there."""
        return next((one.identity for one in self.mentions if one.start == start), None)

    def last(self, before: int, fits: Callable[[Mention], bool]) -> Mention | None:
        """The last that fits; who speaks inside another's words only where nobody else does."""
        fitting = [m for m in self.mentions[-_BACK:] if m.start < before and fits(m)]
        outer = [mention for mention in fitting if not mention.is_nested]
        return (outer or fitting)[-1] if fitting else None

    def last_identity(self, before: int) -> Identity | None:
        """Who spoke last and is no single person."""
        mention = self.last(before, lambda one: one.identity.kind != "person")
        return mention.identity if mention is not None else None

    def called(self, words: str, identity: Identity, before: int) -> Identity | None:
        """Whom "the agency", "the Ukrainian agency" means: who spoke before and is called so."""
        plain = normal_name(words)
        head = head_noun(plain, self._words)
        for mention in reversed(self.mentions[-_BACK:]):
            if mention.start >= before or not self._may_mean(words, identity, mention):
                continue
            known = mention.identity
            own = head_noun(normal_name(known.source.name), self._words)
            fits = is_plural(head, self._words) == mention.is_plural or known.kind != "person"
            if fits and (head in known.called or head == own):
                since = (mention.tree, mention.start)
                nearer = named_since(self._bodies, plain, head, since, before)
                ours = nearer is not None and nearer.source.party == identity.source.party
                return nearer if nearer and (ours or not identity.source.party) else known
        return self._of_unknown_kind(words, head, before)

    def _of_unknown_kind(self, words: str, head: str, before: int) -> Identity | None:
        """ "The newspaper", "the group" after "Onda Courier", whatever that is."""
        if head not in self._words["any_body"] or len(words.split()) > _SHORT:
            return None
        last = self.last(before, lambda one: not one.is_plural)
        if last is None or last.identity.kind or last.identity.source.kind is not SourceKind.NAMED:
            return None
        return last.identity if last.identity.source.name[:1].isupper() else None

    def _may_mean(self, words: str, identity: Identity, mention: Mention) -> bool:
        """Does nothing in the words tell of somebody else: no state, seat, name or other word?"""
        known, plain = mention.identity, normal_name(words)
        if identity.source.party and known.source.party != identity.source.party:
            return False
        if differ_in_seat(plain, known.source.name) or has_other_name(words, identity, known):
            return False
        if is_of_elsewhere(words, self.text, mention.start):
            return False
        head = head_noun(plain, self._words)
        return not has_other_words(words, head, known, self.text, mention.start)
