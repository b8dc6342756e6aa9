"""Neighbours: a bare number and the word right behind it, whatever the tree says."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.members import made_of
from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.singles import is_bare_one
from tallybook.extract.frames.triggers import Lexicon, Trigger, Way, is_participle
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Token, Tree, is_relation

OF_LABEL: Final = "figure-of-label"
_REACH: Final = 4
_LABEL: Final = 4
_LEADING: Final = frozenset({"ADP", "DET", "ADJ"})
_NUMBERS: Final = frozenset({"count", "one"})
_SAID: Final = frozenset({Way.ADJECTIVE, Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.NEGATED_VERB})
_BESIDE: Final = frozenset({Way.ADJECTIVE, Way.OBJECT_VERB, Way.STATE})
_HELPING: Final = frozenset({"AUX", "ADV"})


def by_neighbour(tree: Tree, trigger: Trigger, phrases: Phrases, lexicon: Lexicon) -> list[Count]:
    """A bare number right before the word: "12 dead", "two injured", whatever the tree says."""
    driven = _is_done_by_idiom(tree, trigger, lexicon)
    if trigger.index == 0 or not (driven or trigger.way in _BESIDE):
        return []
    lexical = lexicon.words[trigger.measure]
    if lexical.things:
        return _of_label(tree, trigger, phrases, lexicon)
    if trigger.way is Way.STATE:
        return _in_state(tree, trigger, phrases)
    at = _before(tree, trigger.index, lexicon)
    phrase = phrases.at(at)
    if phrase is None or lexical.roles:
        return []
    if phrase.mention.kind == "article" and not is_bare_one(phrase, lexicon.forms):
        return []
    if driven and phrase.noun is not None:
        return []
    last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
    following = tree.tokens[trigger.index + 1] if trigger.index + 1 < len(tree.tokens) else None
    if phrase.noun is not None and _stands_alone(tree, trigger, phrase, following):
        alone = _count(tree, trigger, phrase, "noun-before-predicate")
        noun = tree.tokens[phrase.noun]
        return [replace(alone, head=phrase.head, noun=noun.index, end=noun.end)]
    made = following is not None and made_of(tree, following.index, lexicon.forms)
    made = made or (following is not None and _completes(trigger, following, lexicon))
    nominal = following is not None and following.upos in {"NOUN", "PROPN", "ADJ"}
    if last != at or (nominal and not made):
        return []
    if following and following.start == tree.tokens[trigger.index].end and following.text == "-":
        return []  # "nine burnt-out cars"
    if trigger.way is Way.OBJECT_VERB and tree.children(trigger.index, "obj") and not made:
        return []
    return [_count(tree, trigger, phrase, "number-before-predicate")]


def _before(tree: Tree, index: int, lexicon: Lexicon) -> int:
    """The word before, past the marks of a number that is quoted: "spoke of “dozens” killed"."""
    quotes = lexicon.forms.parts.quotes
    quoted = index > 2 and tree.tokens[index - 1].text in quotes
    return index - 2 if quoted and tree.tokens[index - 3].text in quotes else index - 1


def _in_state(tree: Tree, trigger: Trigger, phrases: Phrases) -> list[Count]:
    """ "With one guard dead and nine in hospital": a bare number right before the state."""
    at = trigger.index - 1
    while at > 0 and trigger.index - at < _REACH and _leads(tree.tokens[at]):
        at -= 1
    phrase = phrases.at(at) if at != trigger.index - 1 else None
    if phrase is None or phrase.noun is not None or phrase.mention.kind not in _NUMBERS:
        return []
    last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
    return [_count(tree, trigger, phrase, "number-before-state")] if last == at else []


def _leads(token: Token) -> bool:
    """ "In", "with a collapsed": what may stand between a number and the last word of a state."""
    return token.upos in _LEADING or (token.upos == "VERB" and is_relation(token.deprel, "amod"))


def _completes(trigger: Trigger, following: Token, lexicon: Lexicon) -> bool:
    """Of "two shot dead" the last word is nobody, but the state that the verb leaves them in."""
    states = lexicon.entries.get(following.lemma, ())
    return any(one.way is Way.ADJECTIVE and one.measure == trigger.measure for one in states)


def _of_label(tree: Tree, trigger: Trigger, phrases: Phrases, lexicon: Lexicon) -> list[Count]:
    """ "Houses: 2,304 totally destroyed, 5,118 damaged": the label says what is counted."""
    words, at = lexicon.forms.grammar, trigger.index - 1
    if at > 0 and tree.tokens[at].upos == "ADV":
        at -= 1
    phrase = phrases.at(at)
    if trigger.way is not Way.OBJECT_VERB or phrase is None or phrase.noun is not None:
        return []
    first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
    marks = words.pauses | words.colons | words.brackets
    if phrase.mention.kind != "count" or not first or tree.tokens[first - 1].text not in marks:
        return []
    colons = [t.index for t in tree.tokens[:first] if t.text in words.colons]
    label = tree.tokens[max(0, colons[0] - _LABEL) : colons[0]] if colons else ()
    named = [t for t in label if t.lemma in lexicon.things]
    things = lexicon.words[trigger.measure].things
    if not named or named[-1].lemma not in things:
        return []
    return [replace(_count(tree, trigger, phrase, OF_LABEL), noun=named[-1].index)]


def _is_done_by_idiom(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "5,000 forced from their homes", "one fighting for life": an idiom as a participle."""
    idiom, token = trigger.idiom, tree.tokens[trigger.index]
    if idiom is None or idiom.topical or idiom.doers:
        return False
    if idiom.counted == "subject":
        doing = token.text.lower().endswith(tuple(lexicon.forms.endings.active))
        return doing and not tree.children(trigger.index, "obj", "aux", "nsubj", "mark")
    done = is_participle(token, lexicon.forms) and token.text.lower() != token.lemma
    return (
        idiom.counted == "object"
        and done
        and not tree.children(trigger.index, "obj", "aux", "nsubj")
    )


def _stands_alone(tree: Tree, trigger: Trigger, phrase: Phrase, following: Token | None) -> bool:
    """ "Guayaquil: 17 inmates dead, …", where the tree gives the state nobody."""
    token = tree.tokens[trigger.index]
    if trigger.way is not Way.ADJECTIVE or phrase.noun != trigger.index - 1:
        return False
    ends = following is None or following.upos == "PUNCT"
    parted = is_relation(token.deprel, "parataxis", "list", "dep")
    return ends and parted and not tree.children(trigger.index, "nsubj", "cop", "aux")


def by_clause(
    tree: Tree,
    trigger: Trigger,
    phrases: Phrases,
    lexicon: Lexicon,
    used: Container[tuple[int, int]],
) -> list[Count]:
    """ "41 are dead", "15 were burned to death", where the tree hung the number elsewhere.

    used: the mentions that the tree's own shapes have read.
    """
    lexical = lexicon.words[trigger.measure]
    if trigger.way not in _SAID:
        return []
    if lexical.roles or lexical.things:
        return []
    helping: list[str] = []
    helped = False
    for index in range(trigger.index - 1, max(-1, trigger.index - 1 - _REACH), -1):
        token = tree.tokens[index]
        if token.upos in _HELPING:
            helping.append(token.lemma)
            helped = helped or token.upos == "AUX"
            continue
        undone = trigger.way is Way.NEGATED_VERB
        if undone and token.lemma in lexicon.forms.grammar.goal:
            continue
        if _before(tree, index + 1, lexicon) < index:
            continue
        phrase = phrases.at(index)
        if phrase is None or phrase.mention.kind != "count" or phrase.noun is not None:
            return []
        last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
        mention = (phrase.mention.start, phrase.mention.end)
        said = set(helping)
        done_to = (
            trigger.way is Way.SUBJECT_VERB
            or bool(said & lexicon.forms.grammar.be)
            or (trigger.way is Way.ADJECTIVE and not helped)  # "19 still missing"
            or bool(said & lexicon.forms.denying.yet)  # "200 yet to be traced"
        )
        denied = not undone and said & lexicon.forms.grammar.negations
        if last != index or mention in used or not helping or not done_to or denied:
            return []
        if index and tree.tokens[index - 1].upos == "ADP":
            return []  # "a girl of four had died"
        labelled = index and tree.tokens[index - 1].text in lexicon.forms.grammar.colons
        if lexical.counts_by_number and not (labelled and helped):
            return []  # but "UNHCR: 1.2 million have fled"
        return [_count(tree, trigger, phrase, "number-before-clause")]
    return []


def by_label(
    tree: Tree,
    trigger: Trigger,
    phrases: Phrases,
    lexicon: Lexicon,
    used: Container[tuple[int, int]],
) -> list[Count]:
    """ "Dead 6, injured 41, missing none": a bare number behind the word, between marks."""
    words, index = lexicon.forms.grammar, trigger.index
    if trigger.way not in {Way.ADJECTIVE, Way.NOUN, Way.OBJECT_VERB} or len(tree.tokens) < 3:
        return []
    lexical = lexicon.words[trigger.measure]
    phrase = phrases.at(index + 1) if index + 1 < len(tree.tokens) else None
    if phrase is None or lexical.roles or lexical.things or phrase.noun is not None:
        return []
    if phrase.mention.kind not in {"count", "none"}:
        return []
    inside = tree.covering(phrase.mention.start, phrase.mention.end)
    behind = tree.tokens[inside[-1] + 1 : inside[-1] + 2]
    before = tree.tokens[index - 1 : index] if index else ()
    marked = all(t.text in words.pauses | words.colons | words.brackets for t in (*before, *behind))
    listed = bool(before) or bool(behind)
    mention = (phrase.mention.start, phrase.mention.end)
    if inside[0] != index + 1 or not marked or not listed or mention in used:
        return []
    count = _count(tree, trigger, phrase, "label")
    return [replace(count, start=tree.tokens[index].start)]


def _count(tree: Tree, trigger: Trigger, phrase: Phrase, rule: str) -> Count:
    return Count(
        measure=trigger.measure,
        quantity=phrase.mention.quantity,
        start=phrase.mention.start,
        end=max(tree.tokens[trigger.index].end, phrase.mention.end),
        head=trigger.index,
        noun=None,
        trigger=trigger.index,
        way=trigger.way,
        rule=rule,
        strong=True,
        mention=phrase.mention,
        increment=phrase.mention.increment,
    )
