"""Triggers: the words of a sentence that say what is counted, by measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tallybook.catalogue.measures import Idiom, Measures, MeasureWords
from tallybook.language.tree import Token, Tree


class Way(StrEnum):
    """How a trigger counts."""

    OBJECT_VERB = "object-verb"
    SUBJECT_VERB = "subject-verb"
    ADJECTIVE = "adjective"
    NOUN = "noun"
    LOSS = "loss"
    TOLL = "toll"
    STRENGTH = "strength"
    CASE = "case"
    IDIOM = "idiom"
    ROLE_VERB = "role-verb"
    NEGATED_VERB = "negated-verb"
    STATE = "state"
    OF_NOUN = "of-noun"
    RESULT = "result"


_VERBAL: Final = frozenset(
    {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.IDIOM, Way.ROLE_VERB, Way.NEGATED_VERB}
)
_NOUNS: Final = frozenset({Way.NOUN, Way.LOSS, Way.STRENGTH, Way.CASE, Way.OF_NOUN})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that counts for a measure; `idiom` and `partner` where a fixed noun completes it."""

    index: int
    measure: str
    way: Way
    idiom: Idiom | None = None
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a lemma; `companion` is the particle or noun that must stand with it."""

    measure: str
    way: Way
    companion: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The triggers of all measures by lemma."""

    entries: Mapping[str, tuple[Entry, ...]]
    idioms: Mapping[str, tuple[tuple[str, Idiom], ...]]
    tolls: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    words: Mapping[str, MeasureWords]
    things: frozenset[str] = frozenset()
    """Every noun that some measure counts as a thing."""


def compile_lexicon(measures: Measures) -> Lexicon:
    """Index the words of the measures by lemma."""
    entries: dict[str, list[Entry]] = {}
    idioms: dict[str, list[tuple[str, Idiom]]] = {}
    tolls: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, words in measures.words.items():
        for way, lemmas in (
            (Way.OBJECT_VERB, words.object_verbs),
            (Way.SUBJECT_VERB, words.subject_verbs),
            (Way.ROLE_VERB, words.role_verbs),
            (Way.NEGATED_VERB, words.negated_verbs),
            (Way.ADJECTIVE, words.adjectives),
            (Way.NOUN, words.nouns),
            (Way.OF_NOUN, words.of_nouns),
            (Way.LOSS, words.loss_nouns),
            (Way.STRENGTH, words.strength_nouns),
            (Way.CASE, words.case_nouns),
        ):
            for lemma in sorted(lemmas):
                first, _, rest = lemma.partition(" ")
                entries.setdefault(first, []).append(Entry(name, way, rest or None))
        for idiom in words.idioms:
            idioms.setdefault(idiom.verb, []).append((name, idiom))
        for toll in sorted(words.tolls):
            parts = toll.split()
            tolls.setdefault(parts[0], []).append((name, tuple(parts[1:])))
        for way, phrases in ((Way.RESULT, words.results), (Way.STATE, words.states)):
            for phrase in sorted(phrases):
                before, last = phrase.rsplit(" ", 1)
                entries.setdefault(last, []).append(Entry(name, way, before))
    return Lexicon(
        {key: tuple(value) for key, value in entries.items()},
        {key: tuple(value) for key, value in idioms.items()},
        {key: tuple(value) for key, value in tolls.items()},
        measures.words,
        frozenset(thing for words in measures.words.values() for thing in words.things),
    )


def find_triggers(tree: Tree, lexicon: Lexicon) -> list[Trigger]:
    """Every trigger of the sentence, in order."""
    found: list[Trigger] = []
    for token in tree.tokens:
        lemmas = lemmas_of(token)
        toll = _toll(tree, token, lexicon)
        found.extend(toll)
        for lemma in lemmas:
            for entry in lexicon.entries.get(lemma, ()):
                if _fits(tree, token, entry) and not _is_verb_too(token, entry, lexicon):
                    found.append(Trigger(token.index, entry.measure, entry.way))
            for measure, idiom in lexicon.idioms.get(lemma, ()):
                partner = _partner(tree, token, idiom)
                if partner is not None:
                    found.append(Trigger(token.index, measure, Way.IDIOM, idiom, partner))
    return list(dict.fromkeys(found))


def lemmas_of(token: Token) -> tuple[str, ...]:
    """The lemma, the word itself, and what a participle tagged otherwise could come from."""
    word = token.text.lower()
    found = [token.lemma, word]
    if token.upos not in {"VERB", "AUX"} and word.endswith("ed") and len(word) > 4:
        found += [word[:-2], word[:-1], word[:-3]]
    return tuple(dict.fromkeys(found))


def is_participle(token: Token) -> bool:
    """Could the word be a past participle, by its letters?"""
    word = token.text.lower()
    return word.endswith(("ed", "en", "wn")) or word in _IRREGULAR


_IRREGULAR: Final = frozenset(
    ("hurt", "sent", "slain", "shot", "lost", "hit", "sunk", "found", "put", "left", "held")
)


def _fits(tree: Tree, token: Token, entry: Entry) -> bool:
    if entry.way in _VERBAL:
        helping = token.deprel.startswith(("aux", "cop"))
        verbal = (token.upos in {"VERB", "AUX"} and not helping) or (
            token.upos in {"ADJ", "NOUN"} and is_participle(token)
        )
        return verbal and (entry.companion is None or _has(tree, token.index, entry.companion))
    if entry.way is Way.STATE:
        before = [t.text.lower() for t in tree.tokens[max(0, token.index - 5) : token.index]]
        return _in_order((entry.companion or "").split(), before)
    if entry.way is Way.RESULT:
        cases = {tree.tokens[c].lemma for c in tree.children(token.index, "case")}
        return entry.companion in cases
    if entry.way is Way.ADJECTIVE:
        return token.upos in {"ADJ", "VERB", "NOUN", "ADV", "PROPN"}
    if entry.way in _NOUNS:
        nominal = token.upos in {"NOUN", "PROPN"} or (
            token.upos == "ADJ" and token.deprel.startswith(("nsubj", "obj", "obl", "root", "conj"))
        )
        if entry.companion is None:
            return nominal
        return nominal and _has(tree, token.index, entry.companion)
    return False


def _is_verb_too(token: Token, entry: Entry, lexicon: Lexicon) -> bool:
    """ "wounded" as a verb is read by the verb's frames, not as an adjective."""
    if entry.way is not Way.ADJECTIVE or token.upos != "VERB":
        return False
    return any(
        other.way is Way.OBJECT_VERB and other.measure == entry.measure
        for other in lexicon.entries.get(token.lemma, ())
    )


_REACH: Final = 7


def _has(tree: Tree, index: int, companion: str) -> bool:
    """Do the companion's words stand under the token, in order and near behind it?"""
    wanted = companion.split()
    below = set(tree.subtree(index))
    for token in tree.tokens[index + 1 : index + 1 + _REACH]:
        if token.index not in below and token.index != index + 1:
            continue
        if wanted and wanted[0] in (token.text.lower(), token.lemma):
            wanted = wanted[1:]
    return not wanted


def _in_order(wanted: list[str], words: list[str]) -> bool:
    """Do the words hold all wanted ones, in order?"""
    for word in words:
        if wanted and word == wanted[0]:
            wanted = wanted[1:]
    return not wanted


def _partner(tree: Tree, token: Token, idiom: Idiom) -> int | None:
    if token.upos not in {"VERB", "AUX"}:
        return None
    for child in tree.children(token.index, "obj", "obl", "nsubj:pass", "compound"):
        if tree.tokens[child].lemma == idiom.object:
            return child
        for inner in tree.children(child, "nmod"):
            if tree.tokens[inner].lemma == idiom.object and inner > token.index:
                return inner
    return None


def _toll(tree: Tree, token: Token, lexicon: Lexicon) -> list[Trigger]:
    """Toll nouns: "death toll", "number of people killed"."""
    found = []
    for lemma in dict.fromkeys((token.lemma, token.text.lower())):
        for measure, rest in lexicon.tolls.get(lemma, ()):
            following = tree.tokens[token.index + 1 : token.index + 1 + len(rest) + 2]
            words = [w for t in following for w in (t.text.lower(), t.lemma)]
            if all(word in words for word in rest):
                last = token.index
                for t in following:
                    if rest and rest[-1] in (t.text.lower(), t.lemma):
                        last = t.index
                        break
                found.append(Trigger(token.index, measure, Way.TOLL, None, last))
    found.sort(key=lambda trigger: -(trigger.partner or 0))
    return found[:1]
