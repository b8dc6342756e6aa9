"""The gazetteer: names to places. Built by `python -m tools.gazetteer`; see places/CREDITS.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from tallybook.catalogue.blocks import Blocks
from tallybook.catalogue.entries import KINDS, Candidate, Entry
from tallybook.catalogue.geonames import OWN_NUMBERS, read_geonames
from tallybook.catalogue.news_places import joined, read_news_places
from tallybook.catalogue.toponyms import fold


class Gazetteer:
    """Looks names up; holds no more in memory than has been asked for."""

    def __init__(
        self,
        folder: Path,
        own: Sequence[tuple[str, Candidate]] = (),
        news: Sequence[tuple[str, Candidate]] = (),
    ) -> None:
        """Opens the two files of a folder; `own` adds entries by folded name.

        `news` adds those that the files lack, and the names that news gives to those they have.
        """
        self._folder = folder
        self._names = Blocks(folder / "names.blocks")
        self._places = Blocks(folder / "places.blocks")
        self._own: dict[str, list[Candidate]] = {}
        for key, candidate in own:
            self._own.setdefault(key, []).append(candidate)
        self._news: dict[str, list[Candidate]] = {}
        for key, candidate in news:
            self._news.setdefault(key, []).append(candidate)
        self._all_news = news
        self._own_entries = {c.entry.number: c.entry for _, c in (*own, *news)}
        self.named = lru_cache(maxsize=65536)(self._named)
        self.entry = lru_cache(maxsize=65536)(self._entry)

    @classmethod
    @cache
    def load(cls) -> Gazetteer:
        """The built-in gazetteer, opened once."""
        catalogue = Path(str(files("tallybook.catalogue")))
        news = read_news_places(catalogue / "news_places.toml")
        return cls(catalogue / "places", news=news)

    @classmethod
    def load_with(cls, places: Iterable[Path]) -> Gazetteer:
        """The built-in gazetteer with a user's GeoNames tables beside it."""
        gazetteer = cls.load()
        for path in places:
            gazetteer = gazetteer.with_file(path)
        return gazetteer

    def with_file(self, path: Path) -> Gazetteer:
        """A gazetteer that holds a user's GeoNames table too; DataError where it is broken."""
        from_file = read_geonames(path, first_number=max((OWN_NUMBERS - 1, *self._own_entries)) + 1)
        kept = [(key, c) for key, found in self._own.items() for c in found]
        return Gazetteer(self._folder, [*kept, *from_file], self._all_news)

    def look_up(self, name: str) -> tuple[Candidate, ...]:
        """All that bear the name, whatever its case and diacritics."""
        return self.named(fold(name))

    def admin1_name(self, entry: Entry) -> str | None:
        """The name of the admin1 region that the entry is or lies in."""
        if entry.kind == "admin1":
            return entry.name
        return None if entry.admin1 is None else self.entry(entry.admin1).name

    def _named(self, key: str) -> tuple[Candidate, ...]:
        """All that bear the folded name."""
        found = list(self._own.get(key, ()))
        numbers = self._names.find(key)
        for number in numbers.split(" ") if numbers else ():
            alias = number[0] == "~"
            found.append(Candidate(self.entry(int(number[1:] if alias else number)), not alias))
        return tuple(joined(found, self._news.get(key, ())))

    def _entry(self, number: int) -> Entry:
        """The entry of this number."""
        own = self._own_entries.get(number)
        if own is not None:
            return own
        name, kind, countries, admin1, admin2, lat, lon, population, code = self._places.line(
            number
        ).split("\t")
        return Entry(
            number,
            name,
            KINDS[int(kind)],
            tuple(countries.split(",")) if countries else (),
            int(admin1) if admin1 else None,
            int(admin2) if admin2 else None,
            float(lat),
            float(lon),
            int(population or 0),
            code,
        )
