"""Paste and see: what a text would say, before anybody decides to keep it."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from time import perf_counter
from typing import Final

from tallybook.errors import UsageError
from tallybook.model import Reading
from tallybook.pipeline.given import Given, read_given
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import Steps
from tallybook.pipeline.steps import load_steps

_DRAFTS: Final = 32
_CHARACTERS: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of what was handed over; nothing of it is in the ledger.

    token: names it to whoever handed it over. seconds: how long reading it took.
    """

    token: str
    readings: tuple[Reading, ...]
    seconds: float

    @property
    def claims(self) -> int:
        """How many claims its reports make."""
        return sum(len(reading.claims) for reading in self.readings)

    @property
    def length(self) -> int:
        """Of all its texts, in code points."""
        return sum(len(each.report.text) for each in self.readings if each.report is not None)


class Drafts:
    """Reads what is handed over and holds it until it is kept, discarded or crowded out.

    options: how it is read. The extractor is loaded when first needed, or by `warm`.
    """

    def __init__(self, options: Options, load: Callable[[Options], Steps] = load_steps) -> None:
        self._options = options
        self._load = load
        self._steps: Steps | None = None
        self._loading, self._holding = Lock(), Lock()
        self._held: OrderedDict[str, Draft] = OrderedDict()

    @property
    def options(self) -> Options:
        """How texts are read where nothing else is stated of them."""
        return self._options

    def warm(self) -> None:
        """Loads the extractor and reads a line with it, so that nobody waits for that."""
        tuple(read_given(Given("At least 30 people were killed."), self._options, self._ready()))

    def read(self, given: Given, options: Options | None = None) -> Draft:
        """The draft of what was handed over. options: what is stated of it.

        UsageError where there is nothing to read.
        """
        # each is a run of its own: sites are asked afresh what they allow
        steps = replace(self._ready(), pages=load_pages())
        begun = perf_counter()
        readings = tuple(read_given(given, options or self._options, steps))
        draft = Draft(secrets.token_urlsafe(16), readings, perf_counter() - begun)
        with self._holding:
            self._held[draft.token] = draft
            while len(self._held) > 1 and (
                len(self._held) > _DRAFTS
                or sum(one.length for one in self._held.values()) > _CHARACTERS
            ):
                self._held.popitem(last=False)
        return draft

    def get(self, token: str) -> Draft:
        """The draft of that token; UsageError where it is held no more."""
        with self._holding:
            found = self._held.get(token)
        if found is None:
            raise UsageError("what was pasted is held no more; paste it again")
        return found

    def discard(self, token: str) -> None:
        """Forgets a draft."""
        with self._holding:
            self._held.pop(token, None)

    def _ready(self) -> Steps:
        with self._loading:
            if self._steps is None:
                self._steps = self._load(self._options)
            return self._steps
