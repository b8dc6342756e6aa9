"""Places that news names and lists of towns lack or spell otherwise, from news_places.toml."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tallybook.catalogue.entries import KINDS, Candidate, Entry
from tallybook.catalogue.toponyms import fold
from tallybook.errors import DataError

NEWS_NUMBERS = 20_000_000
_AS_KNOWN_AS = 50_000
_SAME_KM = 75.0
_SAME_REGION_KM = 300.0
_KM_A_DEGREE = 111.2


def read_news_places(path: Path) -> list[tuple[str, Candidate]]:
    """Folded names and their places; DataError names the country and the row that is wrong.

    Each counts as well known as a town of 50,000 people.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            str(path), str(error), "mend the file or install the package again"
        ) from None
    found: list[tuple[str, Candidate]] = []
    number = NEWS_NUMBERS
    for code, rows in data.items():
        for row in rows:
            entry, names = _entry(path, number, code, row)
            number += 1
            keys = dict.fromkeys(fold(name) for name in names)
            found += [(key, Candidate(entry, main=True, news=True)) for key in keys]
    return found


def _entry(path: Path, number: int, code: str, row: Any) -> tuple[Entry, Sequence[str]]:
    try:
        *names, lat, lon, kind = row
        if not names or not all(isinstance(name, str) for name in names) or kind not in KINDS:
            raise ValueError(kind)
        place = float(lat), float(lon)
    except (TypeError, ValueError):
        raise DataError(
            str(path),
            f"a row of {code} is wrong: {row!r}",
            "write names, latitude, longitude, kind",
        ) from None
    return Entry(number, names[0], kind, (code,), None, None, *place, _AS_KNOWN_AS), names


def joined(listed: Sequence[Candidate], news: Iterable[Candidate]) -> list[Candidate]:
    """All that bear a name: where an entry is near a place of the news, the name is its own."""
    found = list(listed)
    for candidate in news:
        near = [at for at, one in enumerate(found) if _is_same(one.entry, candidate.entry)]
        for at in near:
            entry = found[at].entry
            people = max(entry.population, _AS_KNOWN_AS)
            found[at] = Candidate(replace(entry, population=people), main=True, news=True)
        if not near:
            found.append(candidate)
    return found


def _is_same(entry: Entry, news: Entry) -> bool:
    """Is it of the same country, and as near as two writers put one place?"""
    if entry.countries != news.countries:
        return False
    far = _SAME_REGION_KM if entry.kind in ("admin1", "region") else _SAME_KM
    across = (entry.lon - news.lon) * math.cos(math.radians(news.lat))
    return _KM_A_DEGREE * math.hypot(entry.lat - news.lat, across) < far
