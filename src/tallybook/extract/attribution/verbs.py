"""Credits by verbs: "X said that C", "C, said X", "X announced C", "X is believed to C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.attribution.asides import is_midway, speaker_before
from tallybook.extract.attribution.contents import VerbContents
from tallybook.extract.attribution.cue_spans import cue_span
from tallybook.extract.attribution.doers import Doers
from tallybook.extract.attribution.inverted import speaker_behind
from tallybook.extract.attribution.parted import adds_or_denies
from tallybook.extract.attribution.spans import Credit, Span, pieces
from tallybook.extract.attribution.speech import SpeechReader
from tallybook.extract.attribution.subjects import (
    agent,
    author,
    is_day,
    is_passive,
    source_span,
    subject,
)
from tallybook.language.cues import Cues, VerbCue
from tallybook.language.tree import Token, Tree, is_relation

_TOLD: Final = frozenset({"figure", "object", "passive", "clause"})
_FEW: Final = 5
_SPEAKING: Final = frozenset({"say", "claim", "warn", "ask", "report"})


class VerbReader:
    """Finds the credits of one tree's verbs."""

    def __init__(
        self, tree: Tree, number: int, text: str, cues: Cues, speech: SpeechReader
    ) -> None:
        self.tree, self.number, self.text, self.cues = tree, number, text, cues
        self.speech = speech
        self.contents = VerbContents(tree, cues)
        self.doers = Doers(tree, cues)

    def credits(self) -> Iterator[Credit]:
        """One credit for each verb that is a cue and has content in this tree."""
        for token in self.tree.tokens:
            if token.upos == "VERB" and token.lemma in self.cues.verbs:
                credit = self._of_verb(token.index, self.cues.verbs[token.lemma])
                if credit is not None:
                    yield credit
            elif token.upos == "VERB" and (told := self.contents.figures.told(token.index)):
                group = VerbCue("report", True, frozenset({"figure"}))
                credit = self._credit(token.index, group, told, passive=False)
                if credit is not None:
                    yield credit
            elif token.upos == "NOUN" and self._may_be_verb(token):
                credit = self._of_aside(token.index, self.cues.verbs[token.lemma])
                if credit is not None:
                    yield credit

    def _may_be_verb(self, token: Token) -> bool:
        """ "C, the bank estimates.": a noun by its tag, that closes an aside; no "Darfur state"."""
        tokens = self.tree.tokens
        closes = token.index + 1 >= len(tokens) or tokens[token.index + 1].upos == "PUNCT"
        before = tokens[token.index - 1] if token.index else None
        return (
            closes
            and token.lemma in self.cues.verbs
            and before is not None
            and before.upos in {"NOUN", "PROPN"}
            and not (before.upos == "PROPN" and token.text.lower() == token.lemma)
        )

    def _of_verb(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        passive = is_passive(self.tree, verb)
        particles = self.tree.children(verb, "compound:prt")
        if particles and self.tree.tokens[verb].lemma not in self.cues.words["with_particle"]:
            return None
        if (credit := self._of_inverted(verb, groups)) is not None:
            return credit
        for group in groups:
            find = self.contents.passive if passive else self.contents.active
            words = find(verb, group)
            if words:
                return self._credit(verb, group, words, passive)
        if passive:
            return self._of_passive_aside(verb, groups)
        if (credit := self._of_participle(verb, groups)) is not None:
            return credit
        return self._of_quotation(verb, groups) or self._of_aside(verb, groups)

    def _of_quotation(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """A quotation beside the verb is its content where the tree gives none."""
        speaking = [group for group in groups if group.takes & {"clause", "quoted"}]
        if not speaking or speaking[0].act not in _SPEAKING:
            return None
        cue = self._cue(verb)
        head = subject(self.tree, verb, self.cues.words)
        source = source_span(self.tree, head, {verb}, self.text) if head is not None else None
        quotes = self.speech.direct_speech(self.speech.cluster(cue, source))
        if any(at > verb for at in self.tree.children(verb, "obj", "xcomp", "ccomp")):
            quotes = [quote for quote in quotes if not self.speech.is_over(quote, cue)]
        if "clause" not in speaking[0].takes or speaking[0].act != "say":
            quotes = [quote for quote in quotes if self.speech.is_long(quote)]
        if not quotes:
            return None
        content = tuple((quote.start, quote.end) for quote in quotes)
        return Credit(
            self.number, verb, cue, content, speaking[0].act, speaking[0].credits, source, head
        )

    def _credit(self, verb: int, group: VerbCue, words: set[int], passive: bool) -> Credit | None:
        words = words - {verb} - self._contrasted(words)
        if passive and (by := agent(self.tree, verb, self.cues.words["by"])) is not None:
            words -= set(self.tree.subtree(by))
        content = pieces(self.tree, words, self.text)
        if not content:
            return None
        head: int | None
        if "raising" in group.takes:
            head = None
        elif passive:
            head = agent(self.tree, verb, self.cues.words["by"], self.cues.words["means"])
        else:
            head = self.doers.doer(verb, group)
        source: Span | None = None
        if self._tells_nothing(words, group) and not passive:
            aside = speaker_before(self.tree, verb, self.cues)
            if aside is not None and aside[1] in {verb - 1, verb - 2}:
                return self._aside(verb, group, aside)
        if head is not None and (head in words or self.doers.hears(verb, head)):
            head = None
        if head is None and "clause" in group.takes and not passive and self.doers.is_finite(verb):
            aside = speaker_before(self.tree, verb, self.cues)
            if aside is not None and aside[1] in {verb - 1, verb - 2}:
                return self._aside(verb, group, aside)
        lemma = self.tree.tokens[verb].lemma
        if not passive and lemma in self.cues.nouns and (head is None or self._owned_by(verb)):
            # "claims by X that C", where the tagger took the noun for a verb
            head = agent(self.tree, verb, self.cues.words["by"], self.cues.words["means"])
        if head is None and not passive and "clause" in group.takes:
            head = self.doers.lost_subject(verb)
            words = words - set(self.tree.subtree(head)) if head is not None else words
            if not (content := pieces(self.tree, words, self.text)):
                return None
        if head is not None and not passive and (other := self._behind_count(verb, head, words)):
            words = words | set(range(min(self.tree.subtree(head)), min(self.tree.subtree(other))))
            head, content = other, pieces(self.tree, words, self.text)
        if head is not None:
            head = author(self.tree, head, self.cues.phrases["authored"], self.cues.words)
            source = source_span(self.tree, head, words | {verb}, self.text)
        act, credited = group.act, group.credits
        if "raised" in group.takes and passive and head is not None and not credited:
            act, credited = "say", True  # "is said by X to have lost 300"
        elif act == "name" and self._calls_untrue(words):
            act, credited = "deny", True
        elif act == "call" and self.contents.figures.asks_for_some(words):
            credited = True
        cue = self._cue(verb)
        return Credit(self.number, verb, cue, content, act, credited, source, head)

    def _contrasted(self, words: set[int]) -> set[int]:
        """ "C, X said, while Y counted 30": what Y counted is not X's."""
        tree, found = self.tree, set[int]()
        for word in words:
            token = tree.tokens[word]
            if token.lemma not in self.cues.verbs or not is_relation(token.deprel, "advcl"):
                continue
            marks = {tree.tokens[mark].lemma for mark in tree.children(word, "mark")}
            if marks & self.cues.words["contrasting"] and tree.children(word, "nsubj"):
                found |= set(tree.subtree(word))
        return found

    def _owned_by(self, verb: int) -> bool:
        """Is it a plural with "by" right behind it, "claims by the agency"? No verb."""
        behind = self.tree.tokens[verb + 1 : verb + 2]
        plural = self.tree.tokens[verb].text.lower() == self.tree.tokens[verb].lemma + "s"
        by = self.cues.words["by"]
        return plural and any(
            one.lemma in by
            and is_relation(self.tree.tokens[one.head].deprel, "obl", "nmod")
            and not is_day(self.tree, one.head, self.cues.words)
            for one in behind
        )

    def _behind_count(self, verb: int, head: int, words: set[int]) -> int | None:
        """ "C, among them three medics, the mayor, Ivo Petz, said": the mayor, not the medics."""
        tree = self.tree
        if not (words and min(words) < head < verb and tree.children(head, "nummod")):
            return None
        beside = tree.children(head, "appos")
        return next((at for at in beside if tree.children(at, "det") and at < verb), None)

    def _tells_nothing(self, words: set[int], group: VerbCue) -> bool:
        """Is the content of a verb of speech without a verb and short: the day before it?"""
        clause = "clause" in group.takes and group.credits and len(words) < _FEW
        return clause and not any(
            self.tree.tokens[word].upos in {"VERB", "AUX", "ADJ"} for word in words
        )

    def _calls_untrue(self, words: set[int]) -> bool:
        """ "called reports of 300 dead 'nonsense'"."""
        untrue = self.cues.words["untrue"]
        return any(self.tree.tokens[word].lemma in untrue for word in words)

    def _of_participle(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """ "the 40 deaths acknowledged by X", "the figure of 40 attributed to X"."""
        tree, words = self.tree, self.cues.words
        token = tree.tokens[verb]
        ing = token.text.lower().endswith(tuple(words["not_finite"]))
        if token.deprel != "acl" or token.head < 0 or ing:
            return None
        attributed = token.lemma in words["attributing"]
        if attributed and tree.tokens[token.head].lemma not in words["said"] | words["counts"]:
            return None  # "14 deaths attributed to the heat": its cause
        head = agent(tree, verb, words["to"] if attributed else words["by"], words["means"])
        told = [group for group in groups if group.credits and group.takes & _TOLD]
        if head is None or not (told or attributed):
            return None
        content = pieces(tree, set(tree.subtree(token.head)) - set(tree.subtree(verb)), self.text)
        source = source_span(tree, head, {verb}, self.text)
        if not content or source is None:
            return None
        act = told[0].act if told else "claim"
        cue = self._cue(verb)
        return Credit(self.number, verb, cue, content, act, True, source, head)

    def _of_aside(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """ "C, two officers said" where the tree gives the verb neither of both."""
        speaking = [group for group in groups if "clause" in group.takes and group.credits]
        speaking = [group for group in speaking if group.act != "deny"]
        behind = [at for at in self.tree.children(verb, "ccomp", "obj") if at > verb]
        if not speaking or not self.doers.is_finite(verb) or behind:
            return None
        if adds_or_denies(self.tree, verb, self.cues):
            return None
        aside = speaker_before(self.tree, verb, self.cues)
        if aside is None or aside[1] not in {verb - 1, verb - 2}:
            return None
        return self._aside(verb, speaking[0], aside)

    def _of_passive_aside(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """ "C, X was quoted as saying", "C, it was reported by X"."""
        tree, words = self.tree, self.cues.words
        speaking = [group for group in groups if group.credits]
        doers = tree.children(verb, "nsubj", "expl")
        if not speaking or tree.children(verb, "ccomp") or not doers:
            return None
        said = [at for at in tree.children(verb, "advcl", "xcomp") if at > verb]
        quoted = tree.tokens[verb].lemma in words["quoting"] and any(
            tree.tokens[at].lemma in self.cues.verbs and not tree.children(at, "ccomp", "obj")
            for at in said
        )
        head = doers[-1] if quoted else agent(tree, verb, words["by"])
        first = min(tree.subtree(doers[-1]))
        it = tree.tokens[doers[-1]].lemma in words["it"]
        parted = first > 1 and tree.tokens[first - 1].text == ","
        if head is None or not (quoted or it) or not parted:
            return None
        content = pieces(tree, set(range(first)), self.text)
        source = source_span(tree, head, {verb}, self.text)
        if not content or source is None:
            return None
        cue = self._cue(verb)
        return Credit(self.number, verb, cue, content, speaking[0].act, True, source, head)

    def _of_inverted(self, verb: int, groups: tuple[VerbCue, ...]) -> Credit | None:
        """ "C, confirmed X, leaving three hurt", where the tree took X for what is confirmed."""
        speaker = speaker_behind(self.tree, verb, self.cues)
        if speaker is None or self.tree.children(verb, "nsubj", "ccomp", "aux:pass"):
            return None
        tree, (first, last, head) = self.tree, speaker
        words = {*range(verb - 1), *range(last + 1, len(tree.tokens))}
        content = pieces(tree, words, self.text)
        source = (tree.tokens[first].start, tree.tokens[last].end)
        act = groups[0].act
        cue = self._cue(verb)
        return Credit(self.number, verb, cue, content, act, True, source, head)

    def _aside(self, verb: int, group: VerbCue, aside: tuple[int, int, int]) -> Credit | None:
        """ "C, the mayor, Ivo Petz, told X", where the tree took the speaker for a part of C."""
        first, last, head = aside
        tokens = self.tree.tokens
        words = set(range(first))
        if is_midway(self.tree, verb):
            words |= set(range(verb + 1, len(tokens)))
        content = pieces(self.tree, words, self.text)
        source = (tokens[first].start, tokens[last].end)
        if not content:
            return None
        cue = self._cue(verb)
        return Credit(self.number, verb, cue, content, group.act, group.credits, source, head)

    def _cue(self, verb: int) -> Span:
        return cue_span(self.tree, verb, self.cues)
