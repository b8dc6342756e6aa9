"""The other fields of a proposal: its words are looked up in the text, and read by our own means.

Words that the text does not hold set nothing. Each is noted, so that it becomes a Problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tallybook.catalogue.spokespeople import body_beside
from tallybook.extract.llm.numbers import Counted, Refused, shown
from tallybook.extract.llm.page import Page, Span, covers, with_content
from tallybook.extract.llm.proposals import Proposal
from tallybook.extract.periods import find_periods
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.populations import parties_in, population_of
from tallybook.extract.sentences import Sentence
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Period, Place, Population, SourceKind


@dataclass(slots=True)
class Reader:
    """Reads the fields of one proposal. others: the sentences that were shown with it.

    notes: what was left out, and why.
    """

    page: Page
    sentence: Sentence
    counted: Counted
    others: Sequence[Sentence]
    notes: list[str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The claim's own."""
        return self.counted.count.start, self.counted.count.end

    def of(self, words: str | None) -> Population:
        """Of whom: by the words given, else by the counted noun itself."""
        count = self.counted.count
        if words is not None:
            found = self._people("of", words)
            if found is not None:
                return found
        if count.noun is None or count.mention is None:
            return Population()
        tree = self.page.tree(self.sentence)
        skip = (count.mention.start, count.mention.end)
        return population_of(self.page.text, tree, count.noun, self.page.kit.populations, skip)

    def by(self, words: str | None) -> Population | None:
        """Who did it."""
        found = None if words is None else self._people("by", words)
        return found if found is not None and found.is_stated else None

    def place(self, words: str | None) -> Place | None:
        """Where: the place that our gazetteer has for the names in the words."""
        found = self._found("place", words)
        if found is None:
            return None
        _, (start, end) = found
        text = self.page.text[start:end]
        mentions = self.page.places
        numbers = [n for n, m in enumerate(mentions) if start <= m.start and m.end <= end]
        here = [mentions[n] for n in numbers if mentions[n].kind == "toponym"]
        if not here and numbers:
            self._leave("place", text, "names no place")
            return None
        placed = _finest(here, mentions)
        if not placed:
            return Place(text, start=start, end=end)
        return replace(
            _one_place([mention.place for mention in placed]), text=text, start=start, end=end
        )

    def period(self, words: str | None) -> Period | None:
        """When: the days that our grammar of dates reads."""
        found = self._found("period", words)
        if found is None:
            return None
        sentence, (start, end) = found
        anchor = sentence.block.time.date() if sentence.block.time else self.page.report.published
        for mention in find_periods(
            self.page.text, sentence.start, sentence.end, self.page.kit.dates, anchor
        ):
            if mention.start < end and start < mention.end:
                return mention.period
        self._leave("period", self.page.text[start:end], "names no day or span of days")
        return None

    def sources(self, told: Sequence[tuple[str, str | None]]) -> tuple[Attribution, ...]:
        """Who is credited, nearest first; Refused where one is named whom the text does not name.

        A claim without its speaker would be the outlet's own, which is another claim.
        """
        chain: list[Attribution] = []
        for words, cue in told:
            found = self.page.nearest(words, self.span, self.sentence, self.others)
            if found is None:
                raise Refused(f"its source {shown(words)} stands nowhere in the text")
            credit = self._credit(*found, cue)
            known = credit is None or any(credit.source == other.source for other in chain)
            if credit is not None and not known and credit.source.kind is not SourceKind.OUTLET:
                chain.append(credit)
        return tuple(chain)

    def disclaimer(self, words: str | None) -> Span | None:
        """Where the text says that it could not be verified."""
        found = self._found("disclaimer", words)
        return None if found is None else found[1]

    def _credit(self, sentence: Sentence, span: Span, cue: str | None) -> Attribution | None:
        """The credit that our own reading finds there, else one out of the words themselves."""
        own = self.page.credited(span)
        holding = [credit for credit in own if covers(credit, self.span)]
        if own:
            return with_content((holding or own)[0], self.span)
        tree, text = self.page.tree(sentence), self.page.text
        pronouns = {tree.tokens[index].upos for index in tree.covering(*span)} <= {"PRON", "DET"}
        if pronouns or (span[0] < self.span[1] and self.span[0] < span[1]):
            self._leave("sources", text[slice(*span)], "names no speaker")
            return None
        source = self.page.kit.sources.match(text[slice(*span)])
        cues = [] if cue is None else self.page.spans(cue, sentence)
        said = min(cues, key=lambda each: abs(each[0] - span[1]), default=None)
        return Attribution(
            source,
            text[slice(*span)],
            *span,
            "" if said is None else text[slice(*said)],
            None if said is None else said[0],
            None if said is None else said[1],
            (self.span,),
            speaks_for=body_beside(source.name, text[slice(*span)], self.page.kit.sources),
        )

    def _people(self, name: str, words: str) -> Population | None:
        """The population that the words name, without the number before them."""
        found = self._found(name, words)
        if found is None:
            return None
        sentence, span = found
        tree, mention = self.page.tree(sentence), self.counted.count.mention
        indexes = list(tree.covering(*span))
        if mention is not None:
            numbers = set(tree.covering(mention.start, mention.end))
            indexes = [index for index in indexes if index not in numbers]
        indexes = _trimmed(tree, indexes)
        if not indexes:
            return Population()
        inside = set(indexes)
        head = next((i for i in indexes if tree.tokens[i].head not in inside), indexes[-1])
        people = self.page.kit.populations
        parties, unit = parties_in(tree, indexes, people)
        role = population_of(self.page.text, tree, head, people).role
        start, end = tree.tokens[indexes[0]].start, tree.tokens[indexes[-1]].end
        return Population(self.page.text[start:end], parties, role, unit, start, end)

    def _found(self, name: str, words: str | None) -> tuple[Sentence, Span] | None:
        if words is None:
            return None
        found = self.page.nearest(words, self.span, self.sentence, self.others)
        if found is None:
            self._leave(name, words, "stands nowhere in the text")
        return found

    def _leave(self, name: str, words: str, why: str) -> None:
        self.notes.append(f"its {name} {shown(words)} {why}, and is left out")


def words_of(proposal: Proposal) -> list[str]:
    """All words of a proposal that must stand in the text, the quote aside."""
    plain = (proposal.of, proposal.by, proposal.place, proposal.period)
    return [*(words for words in plain if words), *(words for words, _ in proposal.sources)]


def _finest(here: Sequence[PlaceMention], mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The innermost that can be placed; where none can be, what holds them."""
    holders = {
        id(mentions[m.within]) for m in here if m.within is not None and m.within < len(mentions)
    }
    inner = [m for m in here if id(m) not in holders and m.place.name is not None]
    return inner or [m for m in here if m.place.name is not None]


def _trimmed(tree: Tree, indexes: list[int]) -> list[int]:
    """Without prepositions, articles and punctuation at the edges."""
    while indexes and tree.tokens[indexes[0]].upos in {"DET", "PUNCT", "ADP", "CCONJ", "NUM"}:
        indexes = indexes[1:]
    while indexes and tree.tokens[indexes[-1]].upos in {"PUNCT", "ADP", "CCONJ"}:
        indexes = indexes[:-1]
    return indexes


def _one_place(places: Sequence[Place]) -> Place:
    """The one place; of several the region that holds them all, else their names and countries."""
    first = places[0]
    if len({(p.name, p.countries, p.admin1) for p in places}) == 1:
        return first
    countries = tuple(dict.fromkeys(code for p in places for code in p.countries))
    if len(countries) == 1 and len({p.admin1 for p in places}) == 1 and first.admin1 is not None:
        return Place(first.text, first.admin1, countries, first.admin1, precision="admin1")
    names = ", ".join(dict.fromkeys(p.name for p in places if p.name is not None))
    return Place(first.text, names, countries, precision="country")
