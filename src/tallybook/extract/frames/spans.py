"""Spans: the shortest stretch with the number and all that it counts (codebook §2).

"75 doctors and nurses", "five members of one family", "1,045 killed and wounded", "15 pulled out".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.kinds import KIND
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Trigger
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Token, Tree

_JOINED: Final = "joined"
_LABEL: Final = "label"
_TOLLS: Final = frozenset({"toll-noun", "figure-of-subject", _LABEL})
_WITHIN: Final = ("amod", "compound", "flat", "nummod", "det", "nmod:poss", "case", "punct")


def with_whole_spans(
    tree: Tree, counts: Sequence[Count], people: PeopleWords, forms: FrameWords
) -> list[Count]:
    """The counts with the words that belong to what they count."""
    spans = {(c.start, c.end): _span(tree, c, counts, people, forms) for c in counts}
    found = []
    for count in counts:
        start, end = spans[count.start, count.end]
        whole = spans.get(count.whole, count.whole) if count.whole else None
        found.append(replace(count, start=start, end=end, whole=whole))
    return found


def with_predicate(
    tree: Tree, trigger: Trigger, phrase: Phrase, phrases: Phrases
) -> tuple[int, int]:
    """A number without a noun is shown with its predicate ("killing 12", "two injured").

    Not across another number: of "killed 12 in Manila and seven in Cebu" the seven stand alone.
    """
    start, end = span_of(tree, phrase)
    token = tree.tokens[trigger.index]
    low, high = min(start, token.start), max(end, token.end)
    others = any(
        low <= other.mention.start < high and other.mention.kind == "count"
        for other in phrases.all
        if other is not phrase
    )
    between = tree.covering(min(end, token.end), max(start, token.start))
    nouns = any(tree.tokens[i].upos in {"NOUN", "PROPN"} for i in between)
    far = others or nouns or len(tree.covering(low, high)) > 9
    return (start, end) if far else (low, high)


def _span(
    tree: Tree, count: Count, counts: Sequence[Count], people: PeopleWords, forms: FrameWords
) -> tuple[int, int]:
    inside = tree.covering(count.start, count.end)
    if not inside or count.measure == "money" or count.mention is None:
        return count.start, count.end
    if count.rule == KIND:
        return count.start, count.end
    if count.rule in _TOLLS:
        return _of_toll(tree, count, count.mention, counts)
    last = tree.tokens[inside[-1]]
    if count.noun is None:
        some = _some_of(tree, count.mention, forms)
        if some is not None:
            return count.mention.start, some
    if count.noun == last.index and last.upos == "NOUN":
        end = _members(tree, last, forms) or _joined_noun(tree, last, people) or count.end
        return count.start, max(count.end, end)
    if count.trigger != last.index and count.trigger != inside[0]:
        return count.start, count.end
    if _JOINED in count.rule:
        return _joined_predicate(tree, inside, count, forms)
    return count.start, _with_particle(tree, last, count, forms)


def _of_toll(
    tree: Tree, count: Count, mention: QuantityMention, counts: Sequence[Count]
) -> tuple[int, int]:
    """Not across another figure; "1,400 the number of prisoners"; "Houses destroyed: 373,000"."""
    trigger = tree.tokens[count.trigger]
    others = [c.mention for c in counts if c is not count and c.mention is not None]
    if any(trigger.end <= other.start and other.end <= mention.start for other in others):
        return mention.start, mention.end
    if mention.end <= trigger.start:
        for child in tree.children(count.trigger, "nmod"):
            if trigger.end <= tree.tokens[child].start:
                return count.start, max(count.end, tree.tokens[child].end)
    if count.rule == _LABEL and count.noun is not None:
        noun = tree.tokens[count.noun]
        named = noun.start >= mention.end
        return (mention.start if named else min(count.start, noun.start)), count.end
    return count.start, count.end


def _some_of(tree: Tree, mention: QuantityMention, forms: FrameWords) -> int | None:
    """ "Killing 27 of the Baloch militants": the end of what they are some of."""
    last = tree.covering(mention.start, mention.end)[-1]
    behind = tree.tokens[last + 1 : last + 6]
    if not behind or behind[0].lemma not in forms.grammar.of:
        return None
    for at, token in enumerate(behind[1:], 1):
        following = behind[at + 1].upos if at + 1 < len(behind) else ""
        if at == 1 and token.text.lower() in forms.parts.wholes:
            return token.end
        if token.upos in {"NOUN", "PROPN"} and following not in {"NOUN", "PROPN"}:
            return token.end
        if token.upos not in {"DET", "PRON", "ADJ", "NOUN", "PROPN", "PART"}:
            return None
    return None


def _members(tree: Tree, noun: Token, forms: FrameWords) -> int | None:
    """ "Members of one family": who they are members of."""
    if noun.lemma not in forms.spans.relational or tree.children(noun.index, "compound"):
        return None
    for child in tree.children(noun.index, "nmod"):
        cases = tree.children(child, "case")
        if not cases or cases[0] != noun.index + 1:
            continue
        if tree.tokens[cases[0]].lemma in forms.grammar.of:
            own = [i for c in tree.children(child, *_WITHIN) for i in tree.subtree(c)]
            return tree.tokens[max([child, *own])].end
    return None


def _joined_noun(tree: Tree, noun: Token, people: PeopleWords) -> int | None:
    """ "Doctors and nurses": the second noun that the same number counts."""
    for child in tree.children(noun.index, "conj"):
        other = tree.tokens[child]
        own = tree.children(child, "nummod", "det", "nmod:poss")
        between = [t for t in tree.tokens[noun.index + 1 : child] if t.head != child]
        if other.upos != "NOUN" or own or between or not tree.children(child, "cc"):
            continue
        if people.is_person(noun.lemma) and people.is_person(other.lemma):
            return other.end
    return None


def _joined_predicate(
    tree: Tree, inside: Sequence[int], count: Count, forms: FrameWords
) -> tuple[int, int]:
    """ "1,045 killed and wounded", "killed or wounded 1,000": both words of the one figure."""
    said, first, last = forms.grammar.alternatives, inside[0], inside[-1]
    behind = tree.tokens[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].lemma in said and behind[1].upos in {"VERB", "ADJ"}:
        return count.start, behind[1].end
    before = tree.tokens[max(0, first - 2) : first]
    verbal = tree.tokens[first].upos == "VERB"
    if verbal and len(before) == 2 and before[1].lemma in said and before[0].upos == "VERB":
        return before[0].start, count.end
    return count.start, count.end


def _with_particle(tree: Tree, last: Token, count: Count, forms: FrameWords) -> int:
    """ "Pulled out alive", "unaccounted for"."""
    end = count.end
    for token in tree.tokens[last.index + 1 : last.index + 3]:
        below = last.index in (token.head, *tree.ancestors(token.index))
        if token.text.lower() not in forms.spans.particles or not below:
            break
        if any(child > token.index for child in tree.children(token.index)):
            break
        following = tree.tokens[token.index + 1 : token.index + 2]
        stranded = not following or following[0].upos in {"ADP", "PUNCT", "SCONJ"}
        if token.head > token.index and not stranded:  # "searched for survivors": it leads on
            break
        end = token.end
    return end
