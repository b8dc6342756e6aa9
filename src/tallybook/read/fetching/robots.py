"""robots.txt: what a site lets us fetch, by RFC 9309 (the longest rule that matches decides)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from tallybook.read.fetching.settings import PRODUCT

LARGEST: Final = 500 * 1024
"""So much of the file is read; RFC 9309 asks for no less."""

_EVERYBODY: Final = "*"
_MOST: Final = 20_000
_LONGEST: Final = 2_000
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_AGENT: Final = re.compile(r"[A-Za-z_-]+|\*")


@dataclass(frozen=True, slots=True)
class Rules:
    """rules: patterns and whether they allow. delay: seconds between requests, where asked for."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """May the path, with its query, be fetched? The longest match decides, a tie allows."""
        plain = _normal(path)
        if plain == "/robots.txt":
            return True
        longest, allowed = -1, True
        for pattern, allows in self.rules:
            size = len(pattern)
            better = size > longest or (size == longest and allows)
            if better and _matches(pattern, plain):
                longest, allowed = size, allows
        return allowed


def parse_rules(content: bytes, product: str = PRODUCT) -> Rules:
    """The rules for us: the groups of our name, else those for everybody."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    is_open = False
    for row in content[:LARGEST].decode("utf-8-sig", "replace").splitlines():
        name, colon, value = row.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not is_open:
                agents = []
            is_open = True
            found = _AGENT.match(value)
            if found:
                agents.append(found[0].lower())
                groups.setdefault(agents[-1], [])
        elif name in {"allow", "disallow"}:
            is_open = False
            if value and len(value) <= _LONGEST:
                for agent in agents:
                    if len(groups[agent]) < _MOST:
                        groups[agent].append((_normal(value), name == "allow"))
        elif name == "crawl-delay":
            is_open = False
            for agent in agents:
                delays.setdefault(agent, _seconds(value))
    chosen = product if product in groups else _EVERYBODY
    return Rules(tuple(groups.get(chosen, ())), delays.get(chosen) or None)


def _seconds(value: str) -> float:
    plain = re.match(r"\d{1,6}(?:\.\d{1,3})?", value)
    return float(plain[0]) if plain else 0.0


def _normal(path: str) -> str:
    """One writing of a path: letters plain, all else escaped in capitals."""

    def shown(escape: re.Match[str]) -> str:
        letter = chr(int(escape[1], 16))
        return letter if letter in _UNRESERVED else escape[0].upper()

    return quote(_ESCAPE.sub(shown, path), safe="%/?:@!$&'()*+,;=-._~#[]")


def _matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, `$` at the end for the end. Each part is looked for once."""
    is_whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if is_whole and parts else None
    for part in parts:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if last is not None:
        return len(path) - at >= len(last) and path.endswith(last)
    return not is_whole or at == len(path)
