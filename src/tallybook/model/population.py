"""Population: of whom. A set with a subset test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Population:
    """The counted people or things, as the text has them.

    parties: ISO 3166 alpha-2 codes of states and catalogue ids of others, sorted; a union keeps
    all of them. role: soldier, civilian, child, ... or None. unit: a named formation or None.
    """

    text: str = ""
    parties: tuple[str, ...] = ()
    role: str | None = None
    unit: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def is_stated(self) -> bool:
        """Does the text say anything about who they are?"""
        return bool(self.parties or self.role or self.unit)

    @property
    def key(self) -> tuple[tuple[str, ...], str | None, str | None]:
        """What makes two populations the same, whatever the words."""
        return (self.parties, self.role, self.unit)
