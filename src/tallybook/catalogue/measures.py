"""Measures out of TOML: what is counted, and the words that say so in each language.

A file holds the definition at its top and one table a language. A user's own measure is one such
file; it may name the built-in ones as parents.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.idioms import Idiom, is_words, read_example, read_idioms
from tallybook.errors import DataError
from tallybook.model import Accrual, Measure
from tallybook.model.quantity import SHARE

_DEFINITION: Final = frozenset(
    {"name", "title", "description", "accrual", "unit", "parents", "unites"}
)


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of one measure in one language, lemmas in lower case.

    object_verbs: what they are done to is counted; "gun down" is a verb with its particle.
    subject_verbs: who does them is counted. adjectives: said of the counted.
    nouns: counted themselves ("12 deaths"). loss_nouns: counted only where men are meant.
    tolls: nouns that a number is said of ("the toll rose to 45").
    results: phrases that turn any verb into this one ("to death").
    roles, things: if given, nothing else can be counted.
    not_objects: what the verbs do to other things. strength_nouns: "a force of 300".
    of_nouns: count only what follows with "of" ("the loss of 12 tanks").
    with_verbs: count what it is done with ("attacked the port with 20 drones").
    counted: nouns besides people that can be counted ("12,000 homes without power").
    not_roles: roles that this measure never counts (troops are moved, not displaced).
    counts_by_number: are its words so common that only a number beside them tells anything?
    unlisted_people: may a plural noun that no list knows be people here ("six Jesuits")?
    tells_of_known: is it a claim that it happened to people without a number ("the priests")?
    negated_verbs: count where the text denies them ("have not been found").
    states: phrases that say it of somebody ("in hospital", "under evacuation orders").
    role_verbs: verbs whose object is counted if it has one of verb_roles ("lost 30 soldiers").
    open_words: words of other measures that are this one's beside a disease ("hospitalised").
    case_nouns, diseases: "312 cases of cholera". contexts, not_contexts: words that a sum of
    money must, must not have beside it; firm_contexts: one of those that a small sum must have;
    civil_contexts: words beside which it must have one of the grave_contexts near, too;
    pledging_contexts: words behind which a sum that is given, by giving_contexts, is aid.
    topics: words, as written, by which a report speaks of the measure; diseases are such too.
    """

    object_verbs: frozenset[str] = frozenset()
    subject_verbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    loss_nouns: frozenset[str] = frozenset()
    tolls: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    strength_nouns: frozenset[str] = frozenset()
    case_nouns: frozenset[str] = frozenset()
    diseases: frozenset[str] = frozenset()
    negated_verbs: frozenset[str] = frozenset()
    of_nouns: frozenset[str] = frozenset()
    with_verbs: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    not_roles: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    role_verbs: frozenset[str] = frozenset()
    verb_roles: frozenset[str] = frozenset()
    unlisted_people: bool = False
    tells_of_known: bool = False
    counts_by_number: bool = False
    open_words: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()
    not_contexts: frozenset[str] = frozenset()
    firm_contexts: frozenset[str] = frozenset()
    civil_contexts: frozenset[str] = frozenset()
    grave_contexts: frozenset[str] = frozenset()
    pledging_contexts: frozenset[str] = frozenset()
    giving_contexts: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    idioms: tuple[Idiom, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    silent: tuple[str, ...] = ()

    def counted_words(self) -> Iterator[str]:
        """The nouns that are counted themselves, or that a number is said of."""
        for group in (
            self.nouns,
            self.loss_nouns,
            self.tolls,
            self.strength_nouns,
            self.case_nouns,
            self.of_nouns,
            self.counted,
            self.things,
        ):
            for phrase in group:
                yield phrase.split()[-1]

    def phrases(self) -> Iterator[str]:
        """All words and phrases by which the measure is told, idioms aside."""
        yield from (f"{noun} of" for noun in self.of_nouns)
        for group in (
            self.object_verbs,
            self.subject_verbs,
            self.role_verbs,
            self.negated_verbs,
            self.with_verbs,
            self.adjectives,
            self.nouns,
            self.loss_nouns,
            self.strength_nouns,
            self.case_nouns,
            self.tolls,
            self.results,
            self.states,
        ):
            yield from group


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one language: definitions, words, and the tree between them.

    origins: the file of each, by name.
    """

    definitions: Mapping[str, Measure]
    words: Mapping[str, MeasureWords]
    unions: Mapping[frozenset[str], str]
    origins: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Measure:
        return self.definitions[name]

    def wholes(self, name: str) -> tuple[str, ...]:
        """The measures that hold this one, nearest first."""
        found: list[str] = []
        waiting = list(self.definitions[name].parents)
        while waiting:
            parent = waiting.pop(0)
            if parent not in found:
                found.append(parent)
                waiting.extend(self.definitions[parent].parents)
        return tuple(found)


def load_measures(language: str = "en", extra: Iterable[Path] = ()) -> Measures:
    """The built-in measures and the user's, checked.

    Raises DataError naming the file, the rule and the remedy.
    """
    return _load(language, tuple(extra))


@cache
def _load(language: str, extra: tuple[Path, ...]) -> Measures:
    definitions: dict[str, Measure] = {}
    words: dict[str, MeasureWords] = {}
    unions: dict[frozenset[str], str] = {}
    origins: dict[str, str] = {}
    folder = files("tallybook.catalogue") / "measures"
    built_in = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=str)
    sources = [(f.name, f.read_text("utf-8")) for f in built_in]
    sources += [(str(path), _read(path)) for path in extra]
    for where, text in sources:
        data = _parse(where, text)
        measure = _definition(where, data)
        definitions[measure.name] = measure
        origins[measure.name] = where
        words[measure.name] = _words(where, data.get(language, {}))
        if "unites" in data:
            unions[frozenset(data["unites"])] = measure.name
    for measure in definitions.values():
        for parent in measure.parents:
            if parent not in definitions:
                raise DataError(
                    origins[measure.name],
                    f"parents names an unknown measure {parent!r}",
                    f"use one of {', '.join(sorted(definitions))}",
                )
    for parts, whole in unions.items():
        for part in parts - definitions.keys():
            raise DataError(
                origins[whole],
                f"unites names an unknown measure {part!r}",
                f"use some of {', '.join(sorted(definitions))}",
            )
    return Measures(definitions, words, unions, origins)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read ({error})", "check the path") from error


def _parse(where: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"is no TOML ({error})", "mend the line it names") from error


def _definition(where: str, data: Mapping[str, Any]) -> Measure:
    for key in ("name", "title", "accrual"):
        if not isinstance(data.get(key), str):
            raise DataError(where, f"{key} is missing", f'write {key} = "..." at the top')
    for key, value in data.items():
        if key not in _DEFINITION and not isinstance(value, dict):
            raise DataError(where, f"unknown key {key!r}", "see the how-to on measures")
    try:
        accrual = Accrual(data["accrual"])
    except ValueError as error:
        raise DataError(
            where, f"accrual is {data['accrual']!r}", 'write "events" or "stock"'
        ) from error
    for key in ("parents", "unites"):
        if not is_words(data.get(key, [])):
            raise DataError(where, f"{key} is no list of measures", f'write {key} = ["killed"]')
    unit = data.get("unit", "person")
    if not isinstance(unit, str) or not unit or "/" in unit or unit == SHARE:
        raise DataError(where, f"unit is {unit!r}", 'write what one is, such as unit = "item"')
    return Measure(
        name=data["name"],
        title=data["title"],
        accrual=accrual,
        unit=unit,
        parents=tuple(data.get("parents", ())),
        description=data.get("description", ""),
        unites=tuple(data.get("unites", ())),
    )


def _words(where: str, table: Mapping[str, Any]) -> MeasureWords:
    known = {f.name for f in fields(MeasureWords)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise DataError(where, f"unknown key {key!r}", f"known: {', '.join(sorted(known))}")
        if key == "idioms":
            values[key] = tuple(one for idiom in value for one in read_idioms(where, idiom, table))
        elif key == "examples":
            values[key] = tuple(read_example(where, example) for example in value)
        elif key == "silent":
            values[key] = tuple(
                line["text"] if isinstance(line, Mapping) and "text" in line else str(line)
                for line in value
            )
        elif isinstance(value, bool):
            values[key] = value
        elif is_words(value):
            values[key] = frozenset(word.lower() for word in value)
        else:
            raise DataError(where, f"{key} must be a list of words", "write [“…”, “…”]")
    return MeasureWords(**values)
