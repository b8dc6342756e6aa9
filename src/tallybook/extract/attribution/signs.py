"""Signs of a credit: what a candidate looks like, by the names that attitudes.tsv weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tallybook.extract.attribution.candidates import Candidate, CandidateReader
from tallybook.extract.attribution.quotes import find_quotes
from tallybook.extract.attribution.spans import Credit, Span
from tallybook.language.cues import Cues
from tallybook.language.tree import Token, Tree, is_relation

_PRONOUNS: Final = ("he", "they", "it", "we", "you", "who", "those")
_LONG: Final = 6
_MARKS: Final = "\"“'‘`"
_FRESH: Final = ((1, "none"), (2, "one"), (5, "few"))


class SignReader:
    """Names what speaks for or against each candidate of one report."""

    def __init__(
        self, text: str, trees: Sequence[Tree], candidates: Sequence[Candidate], cues: Cues
    ) -> None:
        self.text, self.trees, self.cues = text, trees, cues
        self.candidates = candidates
        self._pronouns: dict[str, str] = {}
        for name in _PRONOUNS:
            for word in cues.words[name]:
                self._pronouns.setdefault(word, name)
        self._quotes = find_quotes(text)
        sure = [one.credit for one in candidates if one.is_cue]
        self._contents = [(span, credit) for credit in sure for span in credit.content]
        self._speakers = Counter(self._last(c) for c in sure if c.source and c.credits)
        self._in_tree = Counter(credit.tree for credit in sure)
        self._heads: dict[tuple[int, int], bool] = {}
        for one in candidates:
            at = (one.credit.tree, one.credit.head)
            self._heads[at] = self._heads.get(at, False) or one.is_cue

    def signs(self, candidate: Candidate) -> set[str]:
        """The names of all that can be seen of it."""
        credit = candidate.credit
        kind = self._kind_of_source(credit)
        found = {
            "any",
            f"who={kind}",
            f"cue={candidate.is_cue}",
            f"cue|who={candidate.is_cue}|{kind}",
        }
        if candidate.is_cue:
            found.add(f"act={credit.act}")
        if credit.head < 0:
            return found | {"mark", f"mark|who={kind}"}
        found.update(self._of_frame(candidate, kind))
        found.update(self._of_word(candidate))
        found.update(self._of_text(candidate, kind))
        if credit.source is not None:
            found.update(self._of_source(candidate, credit.source))
        return found

    def _kind_of_source(self, credit: Credit) -> str:
        tree, head = self.trees[credit.tree], credit.source_head
        if head is None or head >= len(tree.tokens):
            return "none"
        token = tree.tokens[head]
        word = token.text.lower()
        if word in self._pronouns or token.upos == "PRON":
            return f"pronoun:{self._pronouns.get(word, '')}"
        name = tree.name_at(head)
        if name is not None:
            return f"name:{name.kind}"
        if token.upos == "PROPN":
            return "name:"
        plural = word.endswith("s") and token.lemma != word
        return "nouns" if plural else "noun"

    def _of_frame(self, candidate: Candidate, kind: str) -> Iterator[str]:
        token = self._token(candidate.credit)
        shape, doer = candidate.shape, candidate.doer
        word = f"{token.lemma}/{token.upos[0]}"
        yield f"word={word}"
        yield f"shape={shape}"
        yield f"word|shape={word}|{shape}"
        yield f"doer={doer}"
        yield f"doer|shape={doer}|{shape}"
        yield f"word|who={word}|{kind.split(':')[0]}"
        yield f"shape|who={shape}|{kind}"
        yield f"cue|shape={candidate.is_cue}|{shape}"
        yield f"in={token.deprel}"
        yield f"in|shape={token.deprel}|{shape}"
        form = _form(token)
        yield f"form={form}"
        yield f"form|shape={form}|{shape.split('+')[0]}|{doer}"
        yield f"opens={token.lemma[:5]}"
        if len(token.lemma) > _LONG:
            yield f"ends={token.lemma[-3:]}{token.upos[0]}"

    def _of_word(self, candidate: Candidate) -> Iterator[str]:
        credit = candidate.credit
        tree, token = self.trees[credit.tree], self._token(credit)
        word, shape = f"{token.lemma}/{token.upos[0]}", candidate.shape.split("+")[0]
        yield f"depth={min(4, sum(1 for _ in tree.ancestors(token.index)))}"
        if token.head < 0:
            yield "root"
        else:
            yield f"under={tree.tokens[token.head].upos}"
            if (credit.tree, token.head) in self._heads:
                yield f"under cue={self._heads[credit.tree, token.head]}"
        reader = CandidateReader(tree, credit.tree, self.text, self.cues)
        for child in tree.children(token.index):
            other = tree.tokens[child]
            if is_relation(other.deprel, "aux"):
                yield f"aux={other.lemma}"
                yield f"aux|shape={other.lemma}|{shape}"
            if other.lemma in self.cues.words["negations"]:
                yield "not"
            if is_relation(other.deprel, "mark", "advmod"):
                yield f"{other.deprel}={other.lemma}"
            if is_relation(other.deprel, "compound:prt"):
                yield f"word|particle={word}|{other.lemma}"
            if child > token.index and is_relation(other.deprel, "obl", "advcl", "xcomp", "ccomp"):
                for case in reader.cases(child)[:1]:
                    yield f"{other.deprel[:4]}={case}"
            if is_relation(other.deprel, "obj", "nsubj:pass", "obl", "ccomp", "xcomp"):
                name = tree.name_at(child)
                yield f"{other.deprel[:5]}={name.kind if name is not None else other.upos}"

    def _of_text(self, candidate: Candidate, kind: str) -> Iterator[str]:
        credit = candidate.credit
        at = credit.cue[0]
        around = next((quote for quote in self._quotes if quote.start < at < quote.end), None)
        if around is not None:
            words = len(self.text[around.start : around.end].split())
            yield "in speech" if words > _LONG else "in a term"
        outer = self._outer(candidate)
        if outer is not None:
            yield "inside"
            yield f"inside|who={kind}"
            yield f"inside|cue={candidate.is_cue}"
            yield f"inside act={outer.act}"
        yield from self._of_content(candidate)
        tree = self.trees[credit.tree]
        if self.text[tree.start : tree.end].rstrip().endswith("?"):
            yield "question"

    def _of_content(self, candidate: Candidate) -> Iterator[str]:
        content = candidate.credit.content
        low, high = content[0][0], content[-1][1]
        size = sum(end - start for start, end in content)
        yield f"content={min(6, size // 30)}"
        yield f"pieces={len(content)}"
        if self.text[low] in _MARKS:
            yield "quoted"
            yield f"quoted|shape={candidate.shape}"
        elif any(quote.start < high and quote.end > low for quote in self._quotes):
            yield "with quote"
        yield "before" if low < candidate.credit.cue[0] else "after"

    def _of_source(self, candidate: Candidate, source: Span) -> Iterator[str]:
        credit = candidate.credit
        tree = self.trees[credit.tree]
        yield f"apart={min(5, abs(source[0] - credit.cue[0]) // 20)}"
        yield "source first" if source[0] < credit.cue[0] else "source last"
        own = int(candidate.is_cue)
        others = self._speakers[self._last(credit)] - (own and int(credit.credits))
        yield f"heard={next((name for limit, name in _FRESH if others < limit), 'much')}"
        yield f"heard|cue={candidate.is_cue}|{others > 0}"
        yield f"crowd={min(3, self._in_tree[credit.tree] - own)}"
        if credit.source_head is not None and credit.source_head < len(tree.tokens):
            head = tree.tokens[credit.source_head]
            determiners = [tree.tokens[at].lemma for at in tree.children(head.index, "det")]
            yield f"determiner={determiners[0] if determiners else '-'}"
            yield f"as={head.deprel}|{head.head == credit.head}"
            if head.upos == "NOUN":
                yield f"noun={head.lemma}"

    def _outer(self, candidate: Candidate) -> Credit | None:
        """The credit of a cue in whose content the candidate stands."""
        at = candidate.credit.cue[0]
        return next(
            (
                credit
                for (start, end), credit in self._contents
                if start <= at < end and credit is not candidate.credit
            ),
            None,
        )

    def _last(self, credit: Credit) -> str:
        """The last word of the source, by which speakers of one text are told apart."""
        words = self.text[slice(*credit.source)].split() if credit.source else []
        return words[-1].lower() if words else ""

    def _token(self, credit: Credit) -> Token:
        return self.trees[credit.tree].tokens[credit.head]


def _form(token: Token) -> str:
    """The word's ending, against its lemma."""
    word = token.text.lower()
    if word == token.lemma:
        return "base"
    return next((ending for ending in ("ing", "s") if word.endswith(ending)), "past")


def weigh(signs: set[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights: above 0, a credit is likelier than none."""
    return sum(weights.get(sign, 0.0) for sign in signs)
