"""Speech without a cue: quotations and bare counts behind a sentence that says who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.extract.attribution.quotes import Quote, continued
from tallybook.extract.attribution.spans import Credit, Span, trimmed
from tallybook.extract.attribution.speech import SpeechReader
from tallybook.extract.attribution.subjects import source_span
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

_FEWEST: Final = 4
_FARTHEST: Final = 3


def find_orphans(
    found: Sequence[Credit], text: str, trees: Sequence[Tree], speech: SpeechReader, cues: Cues
) -> Iterator[Credit]:
    """Credits of quotations that nobody is credited with, and of counts without a verb.

    "The minister was brief. “We lost 14 men.”", "The mayor spoke at noon. Six dead, 40 hurt."
    """
    taken = sorted(span for credit in found for span in credit.content)
    starts = [tree.start for tree in trees]
    done = 0
    for quote in speech.quotes:
        words = len(text[quote.start : quote.end].split())
        if words < _FEWEST or quote.start < done or _is_taken(quote, taken):
            continue
        at = bisect_right(starts, quote.start) - 1
        number = at - 1 if at >= 0 and trees[at].start >= quote.start - 1 else at
        source = _speaker(text, trees, number, quote.start, cues)
        if source is None:
            continue
        parts = continued(speech.quotes, quote)
        done = parts[-1].end
        content = tuple((part.start, part.end) for part in parts)
        cue = (quote.start, quote.start + 1)
        yield Credit(number, -1, cue, content, "say", True, source[0], source[1])
    yield from _counts(taken, text, trees, cues)


def _counts(
    taken: Sequence[Span], text: str, trees: Sequence[Tree], cues: Cues
) -> Iterator[Credit]:
    """A sentence of counts alone behind one in which somebody speaks."""
    for number, tree in enumerate(trees[1:], 1):
        before = trees[number - 1]
        if not tree.tokens or not before.tokens or tree.tokens[0].upos != "NUM":
            continue
        if any(
            token.upos in {"VERB", "AUX"} and _is_finite(tree, token.index) for token in tree.tokens
        ):
            continue
        span = trimmed(text, tree.start, tree.end)
        spoke = before.tokens[before.root()].lemma in cues.verbs
        gap = text[before.end - 1 : tree.start]
        if span is None or not spoke or "\n" in gap or _is_taken_span(span, taken):
            continue
        source = _speaker(text, trees, number - 1, tree.start, cues)
        if source is not None:
            yield Credit(number - 1, -1, (span[0], span[0] + 1), (span,), "say", True, *source)


def _is_finite(tree: Tree, word: int) -> bool:
    return bool(tree.children(word, "nsubj", "aux", "cop")) and not is_relation(
        tree.tokens[word].deprel, "acl", "amod"
    )


def _is_taken(quote: Quote, taken: Sequence[Span]) -> bool:
    return _is_taken_span((quote.start, quote.end), taken)


def _is_taken_span(span: Span, taken: Sequence[Span]) -> bool:
    at = bisect_right(taken, span[1], key=lambda one: one[0])
    return any(start < span[1] and span[0] < end for start, end in taken[:at])


def _speaker(
    text: str, trees: Sequence[Tree], number: int, before: int, cues: Cues
) -> tuple[Span, int] | None:
    """Whom the sentence is about, or by whom its statement is; None where that is no speaker."""
    if number < 0 or not trees[number].tokens:
        return None
    tree = trees[number]
    if text.count("\n", max(tree.end - 1, 0), before) > _FARTHEST - 1:
        return None
    root = tree.root()
    heads = [at for at in tree.children(root, "nsubj") if _may_speak(tree, at, cues)]
    documents = [token.index for token in tree.tokens if token.lemma in cues.phrases["vehicles"]]
    heads += [
        child
        for document in documents
        for child in tree.children(document, "nmod", "obl")
        if _may_speak(tree, child, cues)
        and any(
            tree.tokens[case].lemma in cues.words["from_source"]
            for case in tree.children(child, "case")
        )
    ]
    for head in heads:
        span = source_span(tree, head, {root}, text)
        if span is not None and span[1] <= before:
            return span, head
    return None


def _may_speak(tree: Tree, word: int, cues: Cues) -> bool:
    """A person's or body's name, an office, a pronoun for one person."""
    token = tree.tokens[word]
    name = tree.name_at(word)
    if name is not None:
        return name.kind in {"PER", "ORG"}
    people = cues.words["tellers"] | cues.words["counters"] | cues.words["persons"]
    return token.lemma in people or token.text.lower() in cues.words["he"]
