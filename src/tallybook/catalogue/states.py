"""The words that point at a state in a speaker's name: its names, demonyms and capital."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class StateWords:
    """Lower-case words to ISO codes (or party ids).

    governments: names, capitals and metonyms, which alone stand for the government.
    belonging: demonyms and the like, which only lend their party. titles: code to short name.
    """

    governments: Mapping[str, str]
    belonging: Mapping[str, str]
    titles: Mapping[str, str]
    articles: frozenset[str] = frozenset()
    longest: int = field(default=4)

    def party(self, words: str) -> str | None:
        """The party that exactly these words point at."""
        return self.governments.get(words) or self.belonging.get(words)

    def title(self, code: str) -> str:
        """The state's short name as it stands after "of": "the United States"."""
        name = self.titles.get(code, code)
        return f"the {name}" if code in self.articles else name


def merge_metonyms(
    governments: Mapping[str, str], belonging: Mapping[str, str], titles: Mapping[str, str]
) -> StateWords:
    """The country catalogue's words with those of sources/metonyms.toml, which win."""
    path = files("tallybook.catalogue") / "sources" / "metonyms.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    for section in ("governments", "belonging"):
        for word, code in data[section].items():
            if not isinstance(code, str) or word != word.lower():
                raise DataError(str(path), f"{word!r} = {code!r}", "lower-case word = code")
    all_governments = {**governments, **data["governments"]}
    all_belonging = {**belonging, **data["belonging"]}
    words = (*all_governments, *all_belonging)
    return StateWords(
        all_governments,
        all_belonging,
        titles,
        frozenset(data["articles"]),
        max((len(word.split()) for word in words), default=1),
    )
