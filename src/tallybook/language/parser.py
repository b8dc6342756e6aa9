"""The parser: sentences of a text in, trees out."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from tallybook.errors import UnknownName
from tallybook.language.arborescence import heads_of
from tallybook.language.lemmas import lemma
from tallybook.language.network import Network, Reading
from tallybook.language.pieces import Encoded, shapes_of
from tallybook.language.tree import Name, NameKind, Token, Tree
from tallybook.language.words import split_words

Span = tuple[int, int]

WEIGHTS = Path(__file__).parent / "weights"

# The network reads at most so many words and subword pieces at once; longer sentences are cut.
LONGEST_SENTENCE = 160
"""Words; a longer sentence is read in parts."""
_MOST_PIECES = 400
# A batch holds sentences of like length, in all this many pieces with padding.
_BATCH = 256
_KINDS: dict[str, NameKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


class Parser:
    """Parses one language. Loading takes most of a second, so keep it: `load` does."""

    def __init__(self, network: Network, language: str) -> None:
        self._network = network
        self._language = language

    @staticmethod
    def load(language: str = "en", threads: int = 1) -> "Parser":
        """The parser of a language, from the folder `weights/<language>`; the same one each time.

        Raises UnknownName for a language without such a folder.
        """
        return _load(language, threads)

    def parse(self, text: str, sentences: Sequence[Span]) -> list[Tree]:
        """A tree for each sentence span of the text, in the same order."""
        words = [split_words(text, start, end, self._language) for start, end in sentences]
        return self.parse_words(text, words, sentences)

    def parse_words(
        self,
        text: str,
        words: Sequence[Sequence[Span]],
        sentences: Sequence[Span] | None = None,
        shown: Mapping[Span, str] | None = None,
    ) -> list[Tree]:
        """A tree for each list of word spans; `sentences` are their spans where wider.

        shown: for some spans, the word that the network is shown in place of the text's: a whole
        phrase can so be parsed as one plain word ("no fewer than 62" as "62"). Its token keeps the
        text's words; its lemma is the word shown.
        """
        shown = shown or {}
        parts: list[tuple[int, list[Span], Encoded]] = []
        for index, spans in enumerate(words):
            parts += [
                (index, part, encoded) for part, encoded in self._parts(text, list(spans), shown)
            ]
        readings = self._read([encoded for _, _, encoded in parts])
        found: list[list[tuple[list[Span], Reading]]] = [[] for _ in words]
        for (index, spans, _), reading in zip(parts, readings, strict=True):
            found[index].append((spans, reading))
        out = []
        for index, pieces in enumerate(found):
            spans = words[index]
            whole = (
                sentences[index] if sentences else (spans[0][0], spans[-1][1]) if spans else (0, 0)
            )
            out.append(self._tree(text, whole, pieces, shown))
        return out

    def _parts(
        self, text: str, spans: list[Span], shown: Mapping[Span, str]
    ) -> list[tuple[list[Span], Encoded]]:
        """The sentence for the network: in parts if it is long, cut after punctuation if near."""
        words = [shown.get(span, text[span[0] : span[1]]) for span in spans]
        glued = [False] + [left[1] == right[0] for left, right in pairwise(spans)]
        shapes = shapes_of(words, glued[: len(words)])
        out = []
        begin = 0
        while begin < len(words):
            stop = self._cut(words, begin)
            encoded = self._network.pieces.encode(words[begin:stop], shapes[begin:stop])
            out.append((spans[begin:stop], encoded))
            begin = stop
        return out

    def _cut(self, words: list[str], begin: int) -> int:
        pieces, stop = 0, begin
        while stop < len(words) and stop - begin < LONGEST_SENTENCE:
            pieces += len(self._network.pieces.of(words[stop]))
            if pieces > _MOST_PIECES:
                break
            stop += 1
        if stop == len(words):
            return stop
        for mark in (";:.!?", ",—-)"):
            for place in range(stop - 1, begin + (stop - begin) // 2, -1):
                if words[place] in mark:
                    return place + 1
        return stop

    def _read(self, sentences: Sequence[Encoded]) -> list[Reading]:
        """What the network says of each sentence, in order; asked in batches of like length."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].ids))
        out: dict[int, Reading] = {}
        batch: list[int] = []
        for place in order:
            if batch and (len(batch) + 1) * len(sentences[place].ids) > _BATCH:
                out |= zip(batch, self._network.read([sentences[i] for i in batch]), strict=True)
                batch = []
            batch.append(place)
        if batch:
            out |= zip(batch, self._network.read([sentences[i] for i in batch]), strict=True)
        return [out[i] for i in range(len(sentences))]

    def _tree(
        self,
        text: str,
        whole: Span,
        parts: list[tuple[list[Span], Reading]],
        shown: Mapping[Span, str],
    ) -> Tree:
        """One tree of a sentence's parts: the roots of later ones hang on the first one's."""
        tokens: list[Token] = []
        names: list[Name] = []
        first_root = -1
        for spans, reading in parts:
            offset = len(tokens)
            heads = heads_of(reading.arcs)
            for i, (start, end) in enumerate(spans):
                relation = self._network.relations[reading.relations[i, heads[i] + 1]]
                head = heads[i] + offset if heads[i] >= 0 else -1
                if head < 0 and first_root >= 0:
                    head, relation = first_root, "parataxis"
                elif head < 0:
                    first_root = i + offset
                word, tag = text[start:end], reading.tags[i]
                base = lemma(shown.get((start, end), word), tag)
                tokens.append(Token(i + offset, start, end, word, base, tag, head, relation))
            names += _names(reading.names, offset)
        return Tree(whole[0], whole[1], tuple(tokens), tuple(names))


def _names(tags: Sequence[str], offset: int) -> list[Name]:
    """The names that BIO tags mark; an I that follows no name of its kind begins one."""
    out: list[Name] = []
    before = "O"
    for place, tag in enumerate(tags):
        kind = _KINDS.get(tag[2:])
        if kind:
            if tag[0] == "I" and before[2:] == tag[2:]:
                out[-1] = Name(out[-1].first, place + offset, kind)
            else:
                out.append(Name(place + offset, place + offset, kind))
        before = tag
    return out


@cache
def _load(language: str, threads: int) -> Parser:
    known = sorted(folder.name for folder in WEIGHTS.iterdir() if folder.is_dir())
    if language not in known:
        raise UnknownName("language", language, known)
    return Parser(Network(WEIGHTS / language, threads), language)
