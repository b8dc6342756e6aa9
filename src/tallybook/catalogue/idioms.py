"""Idioms and examples: the tables inside a measure's file, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb that counts only with certain nouns ("lose … life", "gunmen took …").

    verb: with its particle, if any. objects: one of them must be its object or hang from it.
    doers: one of them must do it. counted: "subject", "object", or "oblique", which is what else
    hangs from it ("tore the roofs off 60 homes"). least: the smallest number that it counts.
    topical: does it count only in a report that speaks of the measure's topics?
    led: the prepositions of its object ("taken to hospital", not "from hospital"), or, where it
    has none, of what is counted ("searching for nine").
    """

    verb: str
    objects: frozenset[str]
    counted: str
    doers: frozenset[str] = frozenset()
    least: int = 0
    topical: bool = False
    led: frozenset[str] = frozenset()


def is_words(value: object) -> bool:
    """Is it a list of strings?"""
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


_IDIOM: Final = frozenset(
    {"verb", "verbs", "object", "objects", "doers", "counted", "least", "topical", "led"}
)


def read_idioms(where: str, table: object, words: Mapping[str, Any]) -> Iterator[Idiom]:
    """One idiom a verb; words: the measure's own, whose lists objects and doers may name."""
    if not isinstance(table, Mapping) or not table.keys() <= _IDIOM or "counted" not in table:
        raise DataError(where, f"idiom {table!r}", 'write verb, object and counted = "subject"')
    if table["counted"] not in ("subject", "object", "oblique"):
        raise DataError(where, f"idiom: counted is {table['counted']!r}", 'write "subject"')
    verbs = table.get("verbs", [table.get("verb")])
    objects = table.get("objects", [table["object"]] if "object" in table else [])
    doers = table.get("doers", [])
    objects, doers = (words.get(of, of) if isinstance(of, str) else of for of in (objects, doers))
    led = table.get("led", [])
    if not all(map(is_words, (verbs, objects, doers, led))) or not (
        objects or doers or table.get("topical")
    ):
        raise DataError(where, f"idiom {table!r}", 'write verb, object and counted = "subject"')
    for verb in verbs:
        yield Idiom(
            verb,
            frozenset(word.lower() for word in objects),
            table["counted"],
            frozenset(word.lower() for word in doers),
            int(table.get("least", 0)),
            bool(table.get("topical", False)),
            frozenset(word.lower() for word in led),
        )


_EXAMPLE: Final = frozenset({"text", "words", "low", "high", "form", "unit"})


def read_example(where: str, table: object) -> Mapping[str, Any]:
    """An example as written, its keys checked."""
    if not isinstance(table, Mapping) or not {"text", "words"} <= table.keys() <= _EXAMPLE:
        remedy = f"write text and words, and of the others {', '.join(sorted(_EXAMPLE))}"
        raise DataError(where, f"example {table!r}", remedy)
    if table["words"] not in table["text"]:
        reason = f"example {table['text']!r} does not hold its words {table['words']!r}"
        raise DataError(where, reason, "copy the words exactly")
    return table
