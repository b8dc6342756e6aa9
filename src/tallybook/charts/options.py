"""How a chart shall look, and what it must be told about the sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tallybook.errors import UsageError

NARROWEST: Final = 320
WIDEST: Final = 4000


class Scale(StrEnum):
    """How the count goes up; auto takes log where figures lie far apart."""

    AUTO = "auto"
    LINEAR = "linear"
    LOG = "log"


class Theme(StrEnum):
    """Dark ink on light paper, or light on dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """width: pixels, all told. sides: statement id to its side towards the people counted.

    A statement of which `sides` says nothing is drawn as a third party's. titled: question and
    answer stand above the chart; not where a page says them already.
    """

    width: int = 900
    scale: Scale = Scale.AUTO
    theme: Theme = Theme.LIGHT
    sides: Mapping[str, str] = field(default_factory=dict)
    titled: bool = True

    def __post_init__(self) -> None:
        if not NARROWEST <= self.width <= WIDEST:
            raise UsageError(
                f"a chart cannot be {self.width} pixels wide; choose from {NARROWEST} to {WIDEST:,}"
            )
