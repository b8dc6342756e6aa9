"""Cues in a language: the verbs, nouns and phrases that credit something to somebody."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.errors import DataError

FRAMES: Final = (
    "clause",
    "quoted",
    "object",
    "named",
    "infinitive",
    "both",
    "figure",
    "level",
    "recount",
    "raising",
    "raised",
    "passive",
)
"""Where the content of a verb's credit stands; told at the top of cues.toml."""

_VERB_KEYS: Final = frozenset({"act", "credits", "prepositions", "examples", *FRAMES})
_NOUN_KEYS: Final = frozenset(
    {"act", "credits", "lemmas", "prepositions", "infinitive", "examples"}
)
_DISCLAIMER_KEYS: Final = frozenset(
    {"examples", "verbs", "objects", "nouns", "form", "prepositions"}
)


@dataclass(frozen=True, slots=True)
class VerbCue:
    """How one verb credits. takes: where its content may stand, of FRAMES."""

    act: str
    credits: bool
    takes: frozenset[str]
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NounCue:
    """How one noun or adjective credits ("the claim that C", "is sure that C")."""

    act: str
    credits: bool
    infinitive: bool = False
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DisclaimerCue:
    """One way to say that nothing is checked; form: negated-passive, negated-object, …"""

    form: str
    verbs: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a language; lemmas and phrases in lower case."""

    verbs: Mapping[str, tuple[VerbCue, ...]]
    nouns: Mapping[str, tuple[NounCue, ...]]
    adjectives: Mapping[str, tuple[NounCue, ...]]
    hearers: frozenset[str]
    phrases: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    disclaimers: tuple[DisclaimerCue, ...]
    examples: tuple[str, ...] = ()


def _known_keys(path: str, row: Mapping[str, Any], keys: Iterable[str]) -> None:
    unknown = set(row) - set(keys)
    if unknown:
        raise DataError(path, f"unknown {sorted(unknown)} in group {row.get('act')!r}", "drop it")
    if not row.get("examples"):
        name = row.get("act") or row.get("form")
        raise DataError(path, f"group {name!r} has no example", "add one")


def _verbs(path: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[VerbCue, ...]]:
    found: dict[str, tuple[VerbCue, ...]] = {}
    for row in rows:
        _known_keys(path, row, _VERB_KEYS)
        behind = {verb: frozenset(words) for verb, words in row.get("prepositions", {}).items()}
        lemmas = dict.fromkeys(lemma for frame in FRAMES for lemma in row.get(frame, ()))
        for lemma in dict.fromkeys((*lemmas, *behind)):
            frames = frozenset(frame for frame in FRAMES if lemma in row.get(frame, ()))
            cue = VerbCue(
                row["act"],
                bool(row.get("credits", False)),
                frames,
                behind.get(lemma, frozenset()),
            )
            found[lemma] = (*found.get(lemma, ()), cue)
    return found


def _nouns(path: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[NounCue, ...]]:
    found: dict[str, tuple[NounCue, ...]] = {}
    for row in rows:
        _known_keys(path, row, _NOUN_KEYS)
        cue = NounCue(
            row["act"],
            bool(row.get("credits", False)),
            bool(row.get("infinitive", False)),
            frozenset(row.get("prepositions", ())),
        )
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), cue)
    return found


def build_cues(path: str, data: Mapping[str, Any]) -> Cues:
    """Cues out of a parsed cues.toml; DataError names the file and the group."""
    try:
        disclaimers = []
        for row in data["disclaimer"]:
            _known_keys(path, row, _DISCLAIMER_KEYS)
            objects = frozenset((*row.get("objects", ()), *row.get("nouns", ())))
            disclaimers.append(
                DisclaimerCue(
                    row["form"],
                    frozenset(row.get("verbs", ())),
                    objects,
                    frozenset(row.get("prepositions", ())),
                )
            )
        return Cues(
            _verbs(path, data["verb"]),
            _nouns(path, data["noun"]),
            _nouns(path, data["adjective"]),
            frozenset(data["hearers"]),
            {name: tuple(words) for name, words in data["phrases"].items()},
            {name: frozenset(words) for name, words in data["words"].items()},
            tuple(disclaimers),
            tuple(
                example
                for section in ("verb", "noun", "adjective")
                for row in data[section]
                for example in row["examples"]
            ),
        )
    except KeyError as error:
        raise DataError(path, f"no {error}", "add the table or key") from error


@cache
def load_cues(language: str = "en") -> Cues:
    """The built-in cues of a language."""
    path = files("tallybook.language") / language / "cues.toml"
    if not path.is_file():
        raise DataError(str(path), "no such file", f"the language {language!r} has no cues yet")
    return build_cues(str(path), tomllib.loads(path.read_text("utf-8")))
