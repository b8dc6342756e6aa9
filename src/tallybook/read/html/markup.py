"""What the names in a page's markup mean: tags, roles, schema.org, parts of class names and ids."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from tallybook.errors import DataError

_FILE: Final = "markup.toml"
_NAMED: Final = (
    "comment",
    "teaser",
    "chrome",
    "byline",
    "caption",
    "picture",
    "quote",
    "summary",
    "own",
    "body",
    "boxed",
)
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN: Final = re.compile(r"[-_:/.]+")
_DIGITS: Final = re.compile(r"\d+")
_CACHED: Final = 4096
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """The tables of markup.toml, compiled; `memory` keeps what a class was found to say."""

    dropped: frozenset[str]
    blocks: frozenset[str]
    containers: frozenset[str]
    chrome: frozenset[str]
    roles: frozenset[str]
    schema: dict[str, str]
    words: dict[str, re.Pattern[str]]
    idle: re.Pattern[str]
    memory: dict[str, frozenset[str]]

    def says(self, names: str) -> frozenset[str]:
        """What a class attribute or an id says of an element: keys of [words].

        >>> sorted(load_markup().says("most-read js-box")), sorted(load_markup().says("header"))
        (['teaser'], [])
        """
        known = self.memory.get(names)
        if known is None:
            bare = _DIGITS.sub("0", names)
            known = self.memory.get(bare)
            if known is None:
                known = self.memory[bare] = self._read(bare)
            if len(self.memory) < _CACHED and len(names) < _LONGEST:
                self.memory[names] = known
        return known

    def _read(self, names: str) -> frozenset[str]:
        parts = [
            _BETWEEN.sub("-", _HUMP.sub("-", name)).lower() for name in names[:_LONGEST].split()
        ]
        text = " ".join(f"-{name.strip('-')}-" for name in parts if not self.idle.match(name))
        return frozenset(key for key, pattern in self.words.items() if pattern.search(text))


@cache
def load_markup() -> Markup:
    """The tables; raises DataError where the file is missing or wrong."""
    name = f"read/html/{_FILE}"
    source = resources.files("tallybook") / "read" / "html" / _FILE
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        tags, words = data["tags"], data["words"]
        return Markup(
            dropped=frozenset(tags["dropped"]),
            blocks=frozenset(tags["blocks"]),
            containers=frozenset(tags["containers"]),
            chrome=frozenset(tags["chrome"]),
            roles=frozenset(data["roles"]["chrome"]),
            schema={word: key for key, listed in data["schema"].items() for word in listed},
            words={key: _any(words[key]) for key in _NAMED},
            idle=re.compile(rf"-*(?:{'|'.join(words['idle'])})-(?!list|links|cloud)"),
            memory={},
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise DataError(name, f"cannot be used ({error!r})", "install Tallybook again") from error


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<=-)(?:" + "|".join(map(re.escape, words)) + r")(?=-)")
