"""Check: arithmetic that a claim fails, shown as a warning on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A claim that does not add up with others of its report.

    rule: "part above whole", "killed and wounded above casualties", ... text: in words, with the
    figures. claims: the other claims it was held against.
    """

    claim: str
    rule: str
    text: str
    claims: tuple[str, ...] = ()
