"""The words of numbers in one language, out of `language/<code>/*.toml`, checked.

Another language is another folder with the same files and roles.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.errors import DataError
from tallybook.language.phrases import Phrases, phrase_words

FILES: Final = ("numbers", "modifiers", "vague", "units", "number_contexts")
_LISTS: Final = (
    "words",
    "before",
    "joiners",
    "unless_after",
    "unless_after_alone",
    "unless_before",
    "only_after",
    "needs_next",
)
_SETTINGS: Final = ("role", "form", "side", "kind", "unit", "base", "glued", "key", "scaled")
_KEYS: Final = frozenset(("name", "values", "examples", "silent", *_LISTS, *_SETTINGS))


@dataclass(frozen=True, slots=True)
class Rule:
    """One `[[rule]]` of a file: its words, its settings, its examples, and what it leaves alone."""

    file: str
    name: str
    words: tuple[str, ...]
    values: Mapping[str, Decimal]
    before: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    unless_after: frozenset[str] = frozenset()
    unless_after_alone: frozenset[str] = frozenset()
    unless_before: tuple[str, ...] = ()
    only_after: frozenset[str] = frozenset()
    needs_next: tuple[str, ...] = ()
    role: str = ""
    form: str = ""
    side: str = ""
    kind: str = ""
    unit: str = ""
    key: str = ""
    scaled: str = ""
    base: Decimal = Decimal(0)
    glued: bool = False
    examples: tuple[Mapping[str, Any], ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Everything that the number grammar looks up.

    values: by role, word to worth. phrases: by role (or side) of the rule, or by its name in
    number_contexts.toml. contexts: words by role or by the rule's name. starters: the words at
    which a quantity can begin; known: all that can stand in one.
    """

    language: str
    rules: tuple[Rule, ...]
    values: Mapping[str, Mapping[str, Decimal]]
    phrases: Mapping[str, Phrases[Rule]]
    contexts: Mapping[str, frozenset[str]]
    starters: frozenset[str]
    known: frozenset[str]

    def value(self, role: str, word: str) -> Decimal | None:
        """What `word` is worth in a role ("ones", "scale", ...), None where it has none."""
        return self.values[role].get(word)

    def has(self, context: str, word: str) -> bool:
        """Does a single word stand in a list of number_contexts.toml or among a role's words?"""
        return word in self.contexts[context]


def load_number_words(language: str = "en") -> NumberWords:
    """The number words of a language.

    Raises DataError naming the file, the rule and the remedy.
    """
    return _load(language)


@cache
def _load(language: str) -> NumberWords:
    rules: list[Rule] = []
    for name in FILES:
        path = files("tallybook.language") / language / f"{name}.toml"
        where = f"{language}/{name}.toml"
        if not path.is_file():
            raise DataError(where, "is missing", "a language needs all of " + ", ".join(FILES))
        rules.extend(read_rules(where, path.read_text("utf-8")))
    return _assemble(language, rules)


def read_rules(where: str, text: str) -> list[Rule]:
    """The rules of one file; `where` names it in errors.

    Raises DataError for what breaks the rules of such files.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"is no TOML ({error})", "mend the line it names") from error
    found: list[Rule] = []
    for table in data.get("rule", ()):
        rule = _rule(where, table)
        if any(rule.name == other.name for other in found):
            raise DataError(where, f"two rules are called {rule.name!r}", "rename one")
        found.append(rule)
    if not found:
        raise DataError(where, "holds no rule", "write [[rule]] tables")
    return found


def _rule(where: str, table: Mapping[str, Any]) -> Rule:
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise DataError(where, "a rule has no name", 'write name = "..." in each [[rule]]')
    for key in table:
        if key not in _KEYS:
            raise DataError(
                where, f"rule {name}: unknown key {key!r}", f"known: {', '.join(sorted(_KEYS))}"
            )
    for key in _LISTS:
        words = table.get(key, [])
        if not isinstance(words, list) or not all(_is_phrase(word) for word in words):
            raise DataError(
                where, f"rule {name}: {key} is no list of words", 'write ["...", "..."]'
            )
    if not table.get("examples"):
        raise DataError(where, f"rule {name}: no example", "write a text that the rule must match")
    values = {str(w).lower(): _worth(where, name, v) for w, v in table.get("values", {}).items()}
    if not values and not table.get("words"):
        raise DataError(where, f"rule {name}: no words", "write words = [...] or values = {...}")
    return Rule(
        file=where,
        name=name,
        words=tuple(table.get("words", ())) or tuple(values),
        values=values,
        before=tuple(table.get("before", ())),
        joiners=tuple(table.get("joiners", ())),
        unless_after=frozenset(table.get("unless_after", ())),
        unless_after_alone=frozenset(table.get("unless_after_alone", ())),
        unless_before=tuple(table.get("unless_before", ())),
        only_after=frozenset(table.get("only_after", ())),
        needs_next=tuple(table.get("needs_next", ())),
        role=str(table.get("role", "")),
        form=str(table.get("form", "")),
        side=str(table.get("side", "")),
        kind=str(table.get("kind", "")),
        unit=str(table.get("unit", "")),
        key=str(table.get("key", name)),
        scaled=str(table.get("scaled", "")),
        base=Decimal(table.get("base", 0)),
        glued=bool(table.get("glued", False)),
        examples=tuple(table["examples"]),
        silent=tuple(table.get("silent", ())),
    )


def _is_phrase(word: object) -> bool:
    return isinstance(word, str) and bool(phrase_words(word))


def _worth(where: str, name: str, value: object) -> Decimal:
    try:
        share = Fraction(str(value))
        return Decimal(share.numerator) / Decimal(share.denominator)
    except (ValueError, ZeroDivisionError, InvalidOperation) as error:
        raise DataError(
            where, f"rule {name}: {value!r} is no number", 'write 12 or "1/2"'
        ) from error


_ROLES: Final = (
    *("zero", "ones", "teens", "tens", "hundred", "scale", "suffix", "group", "half"),
    *("denominator", "ordinal", "ordinal_ending", "fraction_sign", "point", "joiner", "minus"),
    *("article", "another", "no", "nobody", "denied", "set", "adverb", "between", "from"),
    *("range", "bound_joiner", "partitive", "quantifier", "plural"),
)
_VALUED: Final = (
    *("zero", "ones", "teens", "tens", "hundred", "scale", "suffix", "group", "half"),
    *("denominator", "ordinal", "fraction_sign", "set"),
)


def _assemble(language: str, rules: list[Rule]) -> NumberWords:
    by_role: dict[str, list[Rule]] = {role: [] for role in _ROLES}
    for rule in rules:
        if rule.role and rule.role not in (*_ROLES, "increment"):
            raise DataError(
                rule.file, f"rule {rule.name}: unknown role {rule.role!r}", "see numbers.toml"
            )
        by_role.setdefault(rule.role, []).append(rule)
    missing = [role for role in _ROLES if not by_role[role]]
    if missing:
        raise DataError(language, f"no rule has the role {missing[0]!r}", "add one to numbers.toml")
    phrases = {role: _phrases(found) for role, found in by_role.items() if role}
    for role in ("between", "from"):
        joined = ((word, rule) for rule in by_role[role] for word in rule.joiners)
        phrases[f"{role}_joiner"] = Phrases(joined)
    for side in ("before", "after", "behind_noun", "closing"):
        formed = [rule for rule in rules if rule.form and rule.side == side]
        phrases[side] = _phrases(formed)
        grown = [rule for rule in by_role.get("increment", ()) if rule.side == side]
        phrases[f"increment_{side}"] = _phrases(grown)
    units = [rule for rule in rules if rule.kind]
    phrases["unit"] = _phrases(units)
    phrases["unit_before"] = Phrases((word, rule) for rule in units for word in rule.before)
    for rule in rules:
        if rule.file.endswith("number_contexts.toml"):
            phrases[rule.name] = _phrases([rule])
    values = {
        role: {word: worth for rule in by_role[role] for word, worth in rule.values.items()}
        for role in _VALUED
    }
    values["month"] = {
        w: v for rule in rules if rule.name == "month" for w, v in rule.values.items()
    }
    contexts = {rule.name: frozenset(rule.words) for rule in rules if not rule.role}
    contexts |= {role: frozenset(_words(found)) for role, found in by_role.items() if role}
    starters = _starters(phrases, values)
    known = frozenset(
        word
        for rule in rules
        if not rule.kind and not rule.file.endswith("number_contexts.toml")
        for phrase in rule.words
        for word in phrase_words(phrase)
    )
    return NumberWords(language, tuple(rules), values, phrases, contexts, starters, known)


def _phrases(rules: Iterable[Rule]) -> Phrases[Rule]:
    return Phrases((word, rule) for rule in rules for word in rule.words)


def _words(rules: Iterable[Rule]) -> list[str]:
    return [word for rule in rules for word in rule.words]


def _starters(
    phrases: Mapping[str, Phrases[Rule]], values: Mapping[str, Mapping[str, Decimal]]
) -> frozenset[str]:
    """The words at which a quantity can begin, its modifiers left out."""
    words: set[str] = set()
    for role in ("zero", "ones", "teens", "tens", "hundred", "scale", "group", "half", "ordinal"):
        words.update(values[role])
    words.update(values["fraction_sign"], values["month"])
    for role in ("article", "another", "no", "nobody", "denied", "set", "between", "from"):
        words.update(phrases[role].firsts())
    for role in ("quantifier", "plural", "minus", "aged"):
        words.update(phrases[role].firsts())
    return frozenset(words)
