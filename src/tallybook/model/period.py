"""Period: a day interval with the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """`[first, last]` day, both included; either None where open or unresolved.

    Words without a known anchor stay words: both ends None.
    """

    text: str
    first: date | None = None
    last: date | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last} in {self.text!r}")
