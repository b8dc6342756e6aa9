"""Credits by verbs: "X said that C", "C, said X", "X announced C", "X is believed to C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.attribution.contents import VerbContents
from tallybook.extract.attribution.spans import Credit, Span, pieces
from tallybook.extract.attribution.speech import SpeechReader
from tallybook.extract.attribution.subjects import (
    agent,
    is_day,
    is_passive,
    noun_before,
    noun_beside,
    source_span,
    subject,
)
from tallybook.language.cues import Cues, VerbCue
from tallybook.language.tree import Tree, is_relation

_CUE_PARTS: Final = ("aux", "aux:pass", "compound:prt")
_SPEAKING: Final = frozenset({"say", "claim", "warn", "ask", "report"})


class VerbReader:
    """Finds the credits of one tree's verbs."""

    def __init__(
        self, tree: Tree, number: int, text: str, cues: Cues, speech: SpeechReader
    ) -> None:
        self.tree, self.number, self.text, self.cues = tree, number, text, cues
        self.speech = speech
        self.contents = VerbContents(tree, cues)

    def credits(self) -> Iterator[Credit]:
        """One credit for each verb that is a cue and has content in this tree."""
        for token in self.tree.tokens:
            if token.upos == "VERB" and token.lemma in self.cues.verbs:
                credit = self._of_verb(token.index, self.cues.verbs[token.lemma])
                if credit is not None:
                    yield credit

    def _of_verb(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        passive = is_passive(self.tree, verb)
        particles = self.tree.children(verb, "compound:prt")
        if particles and self.tree.tokens[verb].lemma not in self.cues.words["with_particle"]:
            return None
        for group in groups:
            find = self.contents.passive if passive else self.contents.active
            words = find(verb, group)
            if words:
                return self._credit(verb, group, words, passive)
        return None if passive else self._of_quotation(verb, groups)

    def _of_quotation(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """A quotation beside the verb is its content where the tree gives none."""
        speaking = [group for group in groups if group.takes & {"clause", "quoted"}]
        if not speaking or speaking[0].act not in _SPEAKING:
            return None
        cue = self.cue_span(verb)
        head = subject(self.tree, verb, self.cues.words)
        source = source_span(self.tree, head, {verb}, self.text) if head is not None else None
        quotes = self.speech.direct_speech(self.speech.cluster(cue, source))
        if "clause" not in speaking[0].takes or speaking[0].act != "say":
            quotes = [quote for quote in quotes if self.speech.is_long(quote)]
        if not quotes:
            return None
        content = tuple((quote.start, quote.end) for quote in quotes)
        return Credit(
            self.number, verb, cue, content, speaking[0].act, speaking[0].credits, source, head
        )

    def _credit(self, verb: int, group: VerbCue, words: set[int], passive: bool) -> Credit | None:
        words = words - {verb}
        content = pieces(self.tree, words, self.text)
        if not content:
            return None
        head: int | None
        if "raising" in group.takes:
            head = None
        elif passive:
            head = agent(self.tree, verb, self.cues.words["by"])
        else:
            head = self._doer(verb, group)
        source: Span | None = None
        if head is not None and head in words:
            head = None
        if head is None and not passive and self.tree.tokens[verb].lemma in self.cues.nouns:
            # "claims by X that C", where the tagger took the noun for a verb
            head = agent(self.tree, verb, self.cues.words["by"])
        if head is None and not passive and "clause" in group.takes:
            head = self._lost_subject(verb)
            words = words - set(self.tree.subtree(head)) if head is not None else words
            if not (content := pieces(self.tree, words, self.text)):
                return None
        if head is not None:
            source = source_span(self.tree, head, words | {verb}, self.text)
        return Credit(
            self.number,
            verb,
            self.cue_span(verb),
            content,
            group.act,
            group.credits,
            source,
            head,
        )

    def _doer(self, verb: int, group: VerbCue) -> int | None:
        """The subject; for a finite verb of speech without its own, the noun right before it."""
        before = self.tree.tokens[verb - 1] if verb else None
        if (
            "clause" in group.takes
            and before is not None
            and before.upos in {"NOUN", "PROPN"}
            and not self.tree.children(verb, "nsubj", "mark", "aux")
            and self._is_finite(verb)
            and not is_day(self.tree, before.index, self.cues.words)
            and is_relation(self.tree.tokens[verb].deprel, "advcl", "conj", "parataxis", "ccomp")
            and verb not in self.tree.subtree(before.index)
            and (lost := noun_before(self.tree, verb)) is not None
        ):
            return lost
        return subject(self.tree, verb, self.cues.words)

    def _lost_subject(self, verb: int) -> int | None:
        """The noun phrase beside a finite verb of speech that has no subject in the tree."""
        token = self.tree.tokens[verb]
        if not self._is_finite(verb) or is_relation(token.deprel, "conj", "xcomp"):
            return None
        head = noun_beside(self.tree, verb, verb)
        if (
            head is None
            or is_day(self.tree, head, self.cues.words)
            or verb in self.tree.subtree(head)
        ):
            return None
        return head

    def _is_finite(self, verb: int) -> bool:
        """Is it neither a participle nor an infinitive?"""
        words = self.cues.words
        marks = self.tree.children(verb, "mark")
        ending = self.tree.tokens[verb].text.lower().endswith(tuple(words["not_finite"]))
        return not ending and not any(self.tree.tokens[mark].lemma in words["to"] for mark in marks)

    def cue_span(self, verb: int) -> Span:
        """The verb with its auxiliaries, negation and particle: "has not said"."""
        words = [verb]
        for child in self.tree.children(verb):
            token = self.tree.tokens[child]
            if (
                is_relation(token.deprel, *_CUE_PARTS)
                or token.lemma in self.cues.words["negations"]
            ):
                words.append(child)
        run = [verb]
        for word in sorted(words, reverse=True):
            if word == run[0] - 1 or self._only_adverbs(word, run[0]):
                run = [*range(word, run[0]), *run]
        for word in sorted(words):
            if word == run[-1] + 1:
                run.append(word)
        return self.tree.tokens[run[0]].start, self.tree.tokens[run[-1]].end

    def _only_adverbs(self, left: int, right: int) -> bool:
        between = self.tree.tokens[left + 1 : right]
        return 0 < len(between) < 3 and all(
            token.upos in {"ADV", "PART", "AUX"} for token in between
        )
