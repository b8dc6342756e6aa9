"""Triggers: the words of a sentence that say what is counted, by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from tallybook.catalogue.idioms import Idiom
from tallybook.catalogue.measures import Measures, MeasureWords
from tallybook.extract.frames.completion import has_companion, in_order, partner_of
from tallybook.language.frame_words import FrameWords
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
    WITH_VERB = "with-verb"
    RESULT = "result"


_VERBAL: Final = frozenset(
    {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.IDIOM, Way.ROLE_VERB, Way.NEGATED_VERB, Way.WITH_VERB}
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


@dataclass(frozen=True)
class Lexicon:
    """The triggers of all measures by lemma."""

    entries: Mapping[str, tuple[Entry, ...]]
    idioms: Mapping[str, tuple[tuple[str, Idiom], ...]]
    tolls: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    words: Mapping[str, MeasureWords]
    forms: FrameWords
    things: frozenset[str] = frozenset()
    """Every noun that some measure counts as a thing."""

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words of which one must stand there for a trigger."""
        return frozenset({*self.entries, *self.idioms, *self.tolls})


def compile_lexicon(measures: Measures, forms: FrameWords) -> Lexicon:
    """Index the words of the measures by lemma; forms: the language's small words."""
    entries: dict[str, list[Entry]] = {}
    idioms: dict[str, list[tuple[str, Idiom]]] = {}
    tolls: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, words in measures.words.items():
        for way, lemmas in (
            (Way.OBJECT_VERB, words.object_verbs),
            (Way.SUBJECT_VERB, words.subject_verbs),
            (Way.ROLE_VERB, words.role_verbs),
            (Way.NEGATED_VERB, words.negated_verbs),
            (Way.WITH_VERB, words.with_verbs),
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
            idioms.setdefault(idiom.verb.split()[0], []).append((name, idiom))
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
        forms,
        frozenset(thing for words in measures.words.values() for thing in words.things),
    )


def find_triggers(tree: Tree, lexicon: Lexicon) -> list[Trigger]:
    """Every trigger of the sentence, in order."""
    found: list[Trigger] = []
    telling = lexicon.telling
    for token in tree.tokens:
        lemmas = [lemma for lemma in lemmas_of(token, lexicon.forms) if lemma in telling]
        lemmas += _verb_taken_for_noun(tree, token, lexicon.forms)
        if not lemmas:
            continue
        toll = _toll(tree, token, lexicon)
        found.extend(toll)
        for lemma in lemmas:
            fitting = [
                entry
                for entry in lexicon.entries.get(lemma, ())
                if _fits(tree, token, entry, lexicon.forms)
                and not _is_verb_too(token, entry, lexicon)
            ]
            fitting = _most_telling(fitting, lexicon)
            found += [Trigger(token.index, entry.measure, entry.way) for entry in fitting]
            for measure, idiom in lexicon.idioms.get(lemma, ()) if _is_full_verb(token) else ():
                partner = partner_of(tree, token, idiom, lexicon.forms)
                if partner is not None:
                    found.append(Trigger(token.index, measure, Way.IDIOM, idiom, partner))
    tolls = [trigger for trigger in found if trigger.way is Way.TOLL]
    return [t for t in dict.fromkeys(found) if not any(_is_within(t, toll) for toll in tolls)]


def _is_within(trigger: Trigger, toll: Trigger) -> bool:
    """Of "the injury toll", the last word is no toll of the dead."""
    inside = toll.index < trigger.index <= (toll.partner or toll.index)
    return inside and trigger.way is Way.TOLL and trigger.measure != toll.measure


def lemmas_of(token: Token, forms: FrameWords) -> tuple[str, ...]:
    """The lemma, the word itself, and what a participle tagged otherwise could come from."""
    word = token.text.lower()
    found = [token.lemma] if word == token.lemma else [token.lemma, word]
    for ending in forms.endings.regular if token.upos not in {"VERB", "AUX"} else ():
        size = len(ending)
        if word.endswith(ending) and len(word) > size + 2:
            found += [word[:-size], word[: 1 - size], word[: -1 - size]]
    return tuple(dict.fromkeys(found)) if len(found) > 2 else tuple(found)


def _is_full_verb(token: Token) -> bool:
    return token.upos in {"VERB", "AUX"} and not token.deprel.startswith(("aux", "cop"))


def is_participle(token: Token, forms: FrameWords) -> bool:
    """Could the word be a past participle, by its letters?"""
    word = token.text.lower()
    return word.endswith(tuple(forms.endings.participles)) or word in forms.endings.irregular


def _fits(tree: Tree, token: Token, entry: Entry, forms: FrameWords) -> bool:
    if entry.way in _VERBAL:
        verbal = _is_full_verb(token) or (
            token.upos in {"ADJ", "NOUN"} and is_participle(token, forms)
        )
        return verbal and (
            entry.companion is None or has_companion(tree, token.index, entry.companion, forms)
        )
    if entry.way is Way.STATE:
        before = [t.text.lower() for t in tree.tokens[max(0, token.index - 5) : token.index]]
        return in_order((entry.companion or "").split(), before)
    if entry.way is Way.RESULT:
        cases = {tree.tokens[c].lemma for c in tree.children(token.index, "case")}
        judged = token.head >= 0 and tree.tokens[token.head].lemma in forms.telling.judging
        return entry.companion in cases and not judged
    if entry.way is Way.ADJECTIVE:
        return token.upos in {"ADJ", "VERB", "NOUN", "ADV", "PROPN"}
    if entry.way in _NOUNS:
        nominal = token.upos in {"NOUN", "PROPN"} or (
            token.upos == "ADJ" and token.deprel.startswith(("nsubj", "obj", "obl", "root", "conj"))
        )
        if entry.companion is None:
            return nominal
        return nominal and has_companion(tree, token.index, entry.companion, forms)
    return False


def _verb_taken_for_noun(tree: Tree, token: Token, forms: FrameWords) -> list[str]:
    """The verb of "two shot", which can be no plural."""
    if token.upos != "NOUN":
        return []
    numbers = [tree.tokens[child].text.lower() for child in tree.children(token.index, "nummod")]
    if all(number in forms.parts.one for number in numbers):
        return []
    pairs = (pair.split() for pair in forms.endings.nouns_too)
    return [verb for participle, verb in pairs if participle == token.text.lower()]


def _is_verb_too(token: Token, entry: Entry, lexicon: Lexicon) -> bool:
    """ "wounded" as a verb is read by the verb's frames, not as an adjective."""
    if entry.way is not Way.ADJECTIVE or token.upos != "VERB":
        return False
    return any(
        other.way is Way.OBJECT_VERB and other.measure == entry.measure
        for other in lexicon.entries.get(token.lemma, ())
    )


def _most_telling(entries: Sequence[Entry], lexicon: Lexicon) -> list[Entry]:
    """ "Burned alive" burns nobody and kills: of people, a verb with its particle says more."""

    def is_done_to_people(entry: Entry) -> bool:
        lexical = lexicon.words[entry.measure]
        done = entry.way in {Way.OBJECT_VERB, Way.ROLE_VERB}
        return done and not (lexical.things or lexical.roles)

    completed = any(entry.companion and is_done_to_people(entry) for entry in entries)
    return [e for e in entries if e.companion or not (completed and is_done_to_people(e))]


def _is_of_others(tree: Tree, token: Token, last: int, rest: tuple[str, ...]) -> bool:
    """ "The number of farms reporting infections": a noun between, which is counted itself."""
    if token.upos != "NOUN" or tree.tokens[last].upos != "NOUN":
        return False
    said = token.text.lower() in rest or token.lemma in rest
    return not said and token.index in tree.ancestors(last)


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
                between = tree.tokens[token.index + 1 : last]
                if not any(_is_of_others(tree, t, last, rest) for t in between):
                    found.append(Trigger(token.index, measure, Way.TOLL, None, last))
    found.sort(key=lambda trigger: -(trigger.partner or 0))
    return found[:1]
