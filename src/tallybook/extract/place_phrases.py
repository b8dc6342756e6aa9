"""Which place a claim is about: the phrase that governs it in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.place_words import PlaceWords, load_place_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model.place import Place

# From a word to the phrases that say where it is.
_WHERE = ("obl", "nmod", "advmod", "appos")
# Inside such a phrase: "around villages on the front in Russia's Kursk region".
_WITHIN = ("nmod", "obl", "appos", "conj", "flat", "compound", "advmod", "list", "dep")
# A clause that only adds to another one: "…, killing 30", "the blast that killed 30".
_CLIMB = (
    "conj", "advcl", "acl", "xcomp", "obj", "nsubj", "obl", "nmod", "appos", "nummod", "compound",
    "csubj", "amod", "dep", "list", "fixed",
)  # fmt: skip
_CLAUSES = ("acl", "advcl", "xcomp")
_FINENESS = {"place": 3, "admin1": 2, "country": 1, "region": 0}


def place_for(
    tree: Tree, target: int, mentions: Sequence[PlaceMention], words: PlaceWords | None = None
) -> Place | None:
    """The place of what `target`, a predicate or a noun, tells; None where the sentence gives none.

    `mentions` are those of the whole report or of the sentence, in order. The place's text is the
    whole phrase from its preposition; its fields are those of the innermost name that can be
    placed. Speakers, nations of the people counted and places of another clause are never taken.
    """
    words = words or load_place_words()
    here = _by_word(tree, mentions)
    if not here:
        return None
    node, seen = target, set[int]()
    while node not in seen:
        seen.add(node)
        for top in _phrases(tree, node, target, here, words):
            found = _place(tree, top, here, mentions)
            if found is not None:
                return found
        token = tree.tokens[node]
        if token.head < 0 or not is_relation(token.deprel, *_CLIMB) or _is_report(tree, node):
            return None
        node = token.head
    return None


def place_of_next(
    trees: Sequence[Tree | None],
    number: int,
    mentions: Sequence[PlaceMention],
    words: PlaceWords | None = None,
) -> Place | None:
    """The place that the sentence after `number` gives for what this one tells.

    `trees` is one a sentence, None where it was not parsed.
    Only where it is plainly about the same: "The casualties occurred around the villages of …".
    """
    words = words or load_place_words()
    tree = trees[number + 1] if number + 1 < len(trees) else None
    if tree is None or not tree.tokens:
        return None
    root = tree.root()
    subjects = tree.children(root, "nsubj")
    plain = tree.tokens[root].lemma in words.happen or tree.children(root, "cop")
    if not plain or not any(tree.tokens[s].lemma in words.events for s in subjects):
        return None
    return place_for(tree, root, mentions, words)


def _by_word(tree: Tree, mentions: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """The mentions in this sentence, by the word that heads each."""
    found = {}
    begin = bisect_left(mentions, tree.start, key=lambda mention: mention.start)
    end = bisect_left(mentions, tree.end, begin, key=lambda mention: mention.start)
    for mention in mentions[begin:end]:
        if mention.kind == "demonym":
            continue
        inside = tree.covering(mention.start, mention.phrase_end)
        heads = [index for index in inside if tree.tokens[index].head not in inside]
        if heads:
            found[heads[0]] = mention
    return found


def _is_report(tree: Tree, node: int) -> bool:
    """Whether the word is a clause that someone says: what stands above it is the saying."""
    return is_relation(tree.tokens[node].deprel, "ccomp", "parataxis")


def _phrases(
    tree: Tree, node: int, target: int, here: dict[int, PlaceMention], words: PlaceWords
) -> Iterator[int]:
    """The heads of phrases that say where `node` is, the likeliest first."""
    verbal = tree.tokens[node].upos in ("VERB", "AUX")
    parts = tree.children(node, "obj", "nsubj", "xcomp", "csubj")
    if verbal and node != target:
        # "struck Antakya, killing 30"; "Antakya was struck …".
        yield from (
            p for p in parts if p in here and tree.tokens[p].deprel in ("obj", "nsubj:pass")
        )
    yield from _direct(tree, node, here, words)
    for part in parts:
        if not (part in here and is_relation(tree.tokens[part].deprel, "nsubj")):
            yield from _direct(tree, part, here, words)
    for holder in (node, *parts):
        for clause in tree.children(holder, *_CLAUSES):
            if target not in tree.subtree(clause) and not _counts(tree, clause):
                yield from _direct(tree, clause, here, words)
    if verbal:
        for other in tree.children(node, "conj"):
            if not tree.children(other, "nsubj") and target not in tree.subtree(other):
                yield from _direct(tree, other, here, words)
    if node == target:
        yield from (child for child in tree.children(node, "compound") if child in here)


def _direct(
    tree: Tree, node: int, here: dict[int, PlaceMention], words: PlaceWords
) -> Iterator[int]:
    for child in tree.children(node, *_WHERE):
        cases = [tree.tokens[c].text.lower() for c in tree.children(child, "case", "advmod")]
        if not any(case in words.locative for case in cases):
            continue
        if "according" in cases or not any(True for _ in _inside(tree, child, here)):
            continue
        if tree.tokens[child].lemma in words.nowhere:
            # "in the Ukraine war": whose war it is, not where in it.
            continue
        yield child


def _inside(tree: Tree, top: int, here: dict[int, PlaceMention]) -> Iterator[int]:
    """The words under a phrase's head that head a mention, through phrases only, no clause."""
    todo = [top]
    while todo:
        node = todo.pop(0)
        if node in here:
            yield node
        todo += tree.children(node, *_WITHIN, "nmod:poss")


def _counts(tree: Tree, clause: int) -> bool:
    """Whether a clause has a number of its own."""
    return any(
        tree.tokens[i].upos == "NUM"
        and is_relation(tree.tokens[i].deprel, "nummod", "nsubj", "obj")
        for i in tree.subtree(clause)
    )


def _place(
    tree: Tree, top: int, here: dict[int, PlaceMention], mentions: Sequence[PlaceMention]
) -> Place | None:
    """The phrase and the finest place in it; where it lists several, what holds them all."""
    under = [here[node] for node in _inside(tree, top, here)]
    own = {
        id(mentions[m.within]) for m in under if m.within is not None and m.within < len(mentions)
    }
    finest = [m for m in under if id(m) not in own]
    placed = [m for m in finest if m.place.name is not None]
    if not placed:
        placed = [m for m in under if m.place.name is not None][:1]
    level = max((_FINENESS.get(m.place.precision or "", 0) for m in placed), default=0)
    placed = [m for m in placed if _FINENESS.get(m.place.precision or "", 0) == level]
    begin = _begin(tree, top, under)
    end = max(m.phrase_end for m in under)
    if begin >= end:
        return None
    words = _Words(tree, begin, end)
    if not placed:
        return Place(words.text, start=begin, end=end)
    return replace(_common([m.place for m in placed]), text=words.text, start=begin, end=end)


class _Words:
    """The words of a stretch of a sentence, joined as they stand."""

    def __init__(self, tree: Tree, start: int, end: int) -> None:
        parts, at = [], start
        for token in tree.tokens:
            if start <= token.start and token.end <= end:
                parts.append(" " * min(token.start - at, 1) + token.text)
                at = token.end
        self.text = "".join(parts)


def _begin(tree: Tree, top: int, under: Sequence[PlaceMention]) -> int:
    """Where the phrase begins: its preposition, or its first word where it has none."""
    first = min(
        [
            top,
            *tree.children(top, "case", "det", "amod", "nummod", "advmod", "compound", "nmod:poss"),
        ]
    )
    return min([tree.tokens[first].start, *(m.phrase_start for m in under)])


def _common(places: Sequence[Place]) -> Place:
    """The one place, or the smallest that holds them all."""
    first = places[0]
    if all(
        (p.name, p.countries, p.admin1) == (first.name, first.countries, first.admin1)
        for p in places
    ):
        return first
    countries = tuple(dict.fromkeys(code for p in places for code in p.countries))
    lats = [p.lat for p in places if p.lat is not None]
    lons = [p.lon for p in places if p.lon is not None]
    same = first.admin1 is not None and len(countries) == 1 and len({p.admin1 for p in places}) == 1
    middle = same and lats and lons
    return Place(
        first.text,
        first.admin1 if same else ", ".join(dict.fromkeys(p.name or "" for p in places)),
        countries,
        first.admin1 if same else None,
        sum(lats) / len(lats) if middle else None,
        sum(lons) / len(lons) if middle else None,
        "admin1" if same else "country",
    )
