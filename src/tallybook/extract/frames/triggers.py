"""Triggers: the words of a sentence that say what is counted, by measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from tallybook.catalogue.idioms import Idiom
from tallybook.catalogue.measures import Measures, MeasureWords
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
        if not lemmas:
            continue
        toll = _toll(tree, token, lexicon)
        found.extend(toll)
        for lemma in lemmas:
            for entry in lexicon.entries.get(lemma, ()):
                if _fits(tree, token, entry, lexicon.forms) and not _is_verb_too(
                    token, entry, lexicon
                ):
                    found.append(Trigger(token.index, entry.measure, entry.way))
            for measure, idiom in lexicon.idioms.get(lemma, ()) if _is_full_verb(token) else ():
                partner = _partner(tree, token, idiom, lexicon.forms)
                if partner is not None:
                    found.append(Trigger(token.index, measure, Way.IDIOM, idiom, partner))
    return list(dict.fromkeys(found))


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
            entry.companion is None or _has(tree, token.index, entry.companion, forms)
        )
    if entry.way is Way.STATE:
        before = [t.text.lower() for t in tree.tokens[max(0, token.index - 5) : token.index]]
        return _in_order((entry.companion or "").split(), before)
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
        return nominal and _has(tree, token.index, entry.companion, forms)
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


def _has(tree: Tree, index: int, companion: str, forms: FrameWords) -> bool:
    """Do the companion's words stand under the token, in order and near behind it?"""
    wanted = companion.split()
    alone = len(wanted) == 1
    below = set(tree.subtree(index)) - _of_other_people(tree, index)
    for token in tree.tokens[index + 1 : index + 1 + _REACH]:
        if token.index not in below and token.index != index + 1:
            continue
        if alone and token.deprel == "case" and token.lemma in forms.presence.locative:
            continue  # "took casualties, in his words" takes nobody in
        if wanted and wanted[0] in (token.text.lower(), token.lemma):
            wanted = wanted[1:]
    return not wanted


def _of_other_people(tree: Tree, verb: int) -> set[int]:
    """The words of a second verb that tells of others: "36 found dead and 104 pulled out alive"."""
    second = [
        child
        for child in tree.children(verb, "conj", "parataxis")
        if tree.children(child, "nsubj", "nummod", "obj")
    ]
    return {below for child in second for below in tree.subtree(child)}


def _in_order(wanted: list[str], words: list[str]) -> bool:
    """Do the words hold all wanted ones, in order?"""
    for word in words:
        if wanted and word == wanted[0]:
            wanted = wanted[1:]
    return not wanted


def _partner(tree: Tree, token: Token, idiom: Idiom, forms: FrameWords) -> int | None:
    """The noun that completes the idiom under this verb: its object, or who does it."""
    particle = idiom.verb.partition(" ")[2]
    if particle and not _has(tree, token.index, particle, forms):
        return None
    done_by = doer(tree, token.index, forms) if idiom.doers else None
    if idiom.doers and not (done_by is not None and _is_one(tree, done_by, idiom.doers)):
        return None
    if not idiom.objects:
        return done_by if idiom.doers else token.index
    for child in tree.children(token.index, *_COMPLETING):
        if _is_one(tree, child, idiom.objects):
            return child
        inner = tree.children(child, "nmod", "obl")
        for below in (*inner, *(at for one in inner for at in tree.children(one, "nmod"))):
            if _is_one(tree, below, idiom.objects) and below > token.index:
                return below
    return None


def _is_one(tree: Tree, noun: int, nouns: frozenset[str]) -> bool:
    """Is the noun one of these, alone or with the word before it ("food poisoning")?"""
    token = tree.tokens[noun]
    if token.lemma in nouns:
        return True
    name = tree.name_at(noun) if _PLACE in nouns else None
    if name is not None:
        return name.kind == "LOC"
    before = tree.tokens[noun - 1].lemma if noun else ""
    return f"{before} {token.lemma}" in nouns


def doer(tree: Tree, verb: int, forms: FrameWords) -> int | None:
    """Who does it: the subject of an active verb, the agent of a passive; None where untold."""
    for child in tree.children(verb, "obl:agent", "obl"):
        if {tree.tokens[c].lemma for c in tree.children(child, "case")} & forms.grammar.agent:
            return child
    if tree.children(verb, "nsubj:pass", "aux:pass"):
        return None
    for _ in range(_CLIMB):
        subjects = [s for s in tree.children(verb, "nsubj") if s < verb]
        if subjects:
            return subjects[-1]
        token = tree.tokens[verb]
        if token.head < 0 or token.deprel not in {"conj", "advcl", "xcomp", "acl:relcl"}:
            return None
        verb = token.head
    return None


_CLIMB: Final = 4
_COMPLETING: Final = ("obj", "obl", "nsubj:pass", "compound", "advmod", "xcomp", "ccomp")
_PLACE: Final = "@place"
"""Among the objects of an idiom: any name of a place ("left Rafah")."""


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
