"""Which place a claim is about: the phrase that governs it in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tallybook.extract.common_place import (
    FINENESS,
    common_place,
    finest_within,
    holder_of,
    words_of,
)
from tallybook.extract.other_times import is_apart, is_of_other_time, other_happening
from tallybook.extract.place_clauses import (
    counts,
    is_aside,
    is_report,
    is_told_to_be,
    told_of,
)
from tallybook.extract.place_hints import is_of_party
from tallybook.extract.place_lists import lists_others, told_beside, without_anchors
from tallybook.extract.place_mentions import PlaceMention, mentions_by_word
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
_GAPPED = ("conj", "appos", "list", "dep", "parataxis", "orphan")


def place_for(
    tree: Tree,
    target: int,
    mentions: Sequence[PlaceMention],
    words: PlaceWords | None = None,
    also: frozenset[str] = frozenset(),
) -> Place | None:
    """The place of what `target`, a predicate or a noun, tells; None where the sentence gives none.

    `mentions` are those of the whole report or of the sentence, in order. The place's text is the
    whole phrase from its preposition; its fields are those of the innermost name that can be
    placed. Speakers, nations of the people counted and places of another clause are never taken.
    also: prepositions that say where besides those that always do.
    """
    here = mentions_by_word(tree, mentions)
    if not here:
        return None
    view = _View(tree, target, here, words or load_place_words(), also)
    node, seen = target, set[int]()
    while node not in seen:
        seen.add(node)
        if node != target and tree.tokens[node].lemma.lower() in view.words.minds:
            return None  # "they condemned the strikes in X and mourned five who were killed"
        tops = _of_its_time(view, node, list(dict.fromkeys(_phrases(view, node))))
        for at, top in enumerate(tops):
            found = _place(view, top, mentions)
            if found is not None and (found.name or not _needs_known(view, top)):
                near = (node, *tree.children(node, "obj", "nsubj"))
                beside = (t for t in tops[at + 1 :] if tree.tokens[t].head in near)
                return finest_within(found, [_place(view, other, mentions) for other in beside])
        told = told_of(tree, node)
        if told is not None:
            node = told
            continue
        token = tree.tokens[node]
        climbs = is_relation(token.deprel, *_CLIMB) or is_aside(tree, node)
        if token.head < 0 or not climbs or is_report(tree, node):
            return None
        node = token.head
    return None


def _of_its_time(view: _View, node: int, tops: list[int]) -> list[int]:
    """The phrases without those of another happening, where its own subject lies somewhere."""
    tree = view.tree
    apart = {top for top in tops if is_apart(tree, top, view.target)}
    verbs = [node, tree.tokens[node].head] if tree.tokens[node].deprel == "conj" else [node]
    parts = [part for verb in verbs for part in tree.children(verb, "nsubj", "obj")]
    own = {each for part in parts for each in tree.subtree(part)}
    kept = [top for top in tops if top not in apart]
    told = other_happening(tree, view.target)
    if told is not None and tree.tokens[told].upos == "VERB":
        return kept  # "days before he shot 30, he had prayed in Eldoret"
    return kept if own & view.here.keys() else [*kept, *(top for top in tops if top in apart)]


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence, the token whose place is asked, and its mentions by the word that heads each."""

    tree: Tree
    target: int
    here: Mapping[int, PlaceMention]
    words: PlaceWords
    also: frozenset[str]

    def cases(self, node: int) -> list[str]:
        """The prepositions of a word, and what stands with them."""
        return [
            self.tree.tokens[c].text.lower() for c in self.tree.children(node, "case", "advmod")
        ]

    def is_located(self, node: int) -> bool:
        """Has the word a preposition that says where?"""
        return any(case in self.words.locative for case in self.cases(node))


def _phrases(view: _View, node: int) -> Iterator[int]:
    """The heads of phrases that say where `node` is, the likeliest first."""
    tree, here, target = view.tree, view.here, view.target
    verbal = tree.tokens[node].upos in ("VERB", "AUX")
    parts = tree.children(node, "obj", "nsubj", "xcomp", "csubj")
    told = [c for c in tree.children(node, "nmod") if not view.is_located(c)]
    located = view.is_located(node)
    if node in here and node != target and is_told_to_be(tree, node, target, located, view.words):
        yield node
    if verbal and node != target:
        # "struck Antakya, killing 30"; "Antakya was struck …".
        yield from (p for p in parts if _is_struck(view, p))
    yield from _direct(view, node)
    for part in parts:
        if not (part in here and is_relation(tree.tokens[part].deprel, "nsubj")):
            yield from _direct(view, part)
    for holder in (node, *parts, *told):
        for clause in tree.children(holder, *_CLAUSES):
            if target not in tree.subtree(clause) and not counts(tree, clause, view.words):
                yield from _affected(view, clause)
                yield from _direct(view, clause)
                for other in tree.children(clause, "conj"):
                    if not tree.children(other, "nsubj"):
                        yield from _direct(view, other)
    if verbal:
        for other in tree.children(node, "conj"):
            if not tree.children(other, "nsubj") and target not in tree.subtree(other):
                yield from _direct(view, other, own=False)
    if node == target:
        yield from (child for child in tree.children(node, "compound") if child in here)
    if node not in here and view.is_located(node) and any(_inside(view, node)):
        # "were on the streets of France"
        yield node


def _is_struck(view: _View, part: int) -> bool:
    """ "struck Antakya", "struck a remote area of western Nepal", "struck the market of Idlib"."""
    token, words = view.tree.tokens[part], view.words
    if token.deprel not in ("obj", "nsubj:pass"):
        return False
    large = part in view.here and FINENESS.get(view.here[part].place.precision or "", 3) <= 1
    if large and view.tree.tokens[token.head].lemma not in words.affects:
        return False  # "criticised Europe"
    whole = token.lemma in words.wholes | words.types_of.keys() | words.sites | words.things_struck
    return part in view.here or (whole and any(_inside(view, part)))


def _affected(view: _View, clause: int) -> Iterator[int]:
    """ "the quake that struck Tibet", "when they overran Sinjar"."""
    if view.tree.tokens[clause].lemma in view.words.affects:
        yield from (child for child in view.tree.children(clause, "obj") if child in view.here)


def _direct(view: _View, node: int, *, own: bool = True) -> Iterator[int]:
    """The phrases on a word that say where: by a preposition of place first."""
    tree, words = view.tree, view.words
    first: list[int] = []
    also: list[int] = []
    deeper: list[int] = []
    for child in tree.children(node, *_WHERE):
        cases = view.cases(child)
        lemma = tree.tokens[child].lemma
        if "according" in cases or lemma in words.nowhere or not _holds_any(view, child):
            continue  # "in the Ukraine war": whose war it is, not where in it
        if any(case in words.locative for case in cases):
            (first if any(_inside(view, child)) else deeper).append(child)
        elif (
            (own and any(case in view.also for case in cases))
            or lemma in words.directions
            or _is_battle(view, node, cases)
        ):
            also.append(child)
        elif not set(cases) & words.unlike and child not in view.here:
            deeper.append(child)
    yield from first
    yield from (child for child in also if _is_known(view, child))
    for child in deeper:
        # "by a mine near Robotyne"
        yield from _direct(view, child)


def _needs_known(view: _View, top: int) -> bool:
    """ "between M23 and Wazalendo": what no list has may be no place; "on the road to X" it is."""
    way = view.tree.tokens[top].lemma in view.words.roads
    return not way and bool(set(view.cases(top)) & view.words.doubtful)


def _is_battle(view: _View, node: int, cases: Sequence[str]) -> bool:
    """ "the battle for Bakhmut" """
    token = view.tree.tokens[node]
    noun = token.upos == "NOUN" and token.lemma in view.words.battles
    return noun and view.words.battle_for in cases


def _is_known(view: _View, top: int) -> bool:
    return any(view.here[node].place.name is not None for node in _inside(view, top))


def _holds_any(view: _View, top: int) -> bool:
    return any(node in view.here for node in view.tree.subtree(top))


def _inside(view: _View, top: int) -> Iterator[int]:
    """The words under a phrase's head that head a mention, through phrases only, no clause."""
    tree, words = view.tree, view.words
    todo = [top]
    while todo:
        node = todo.pop(0)
        if node in view.here:
            yield node
        lemma = tree.tokens[node].lemma
        for child in tree.children(node, *_WITHIN, "nmod:poss"):
            if set(view.cases(child)) & words.away or tree.tokens[child].lemma in words.nowhere:
                continue  # "in a raid by forces from Russia"
            if tree.tokens[child].deprel == "nmod:poss" and (
                lemma in words.deeds or is_of_party(tree, (child,), words)
            ):
                continue  # "in Israel's strikes on Rafah", "on Kyiv's forces near Sumy"
            if lemma in words.times and is_of_other_time(tree, child):
                continue  # "on Sunday, a day after a strike in Odesa"
            if _is_gapped(view, child):
                continue  # "35 drowned in Kinshasa and 20 in Brazzaville"
            todo.append(child)


def _is_gapped(view: _View, child: int) -> bool:
    """Is it another number, with a place of its own?"""
    token = view.tree.tokens[child]
    other = token.upos == "NUM" and is_relation(token.deprel, *_GAPPED)
    return other and view.target not in view.tree.subtree(child)


def _place(view: _View, top: int, mentions: Sequence[PlaceMention]) -> Place | None:
    """The phrase and the finest place in it; where it lists several, what holds them all."""
    tree = view.tree
    under = [view.here[node] for node in _inside(view, top)]
    own = {
        id(mentions[m.within]) for m in under if m.within is not None and m.within < len(mentions)
    }
    finest = without_anchors(tree, [m for m in under if id(m) not in own], view.words)
    placed = [m for m in finest if m.place.name is not None]
    if not placed:
        placed = [m for m in under if m.place.name is not None][:1]
    level = max((FINENESS.get(m.place.precision or "", 0) for m in placed), default=0)
    placed = [m for m in placed if FINENESS.get(m.place.precision or "", 0) == level]
    begin = _begin(tree, top, under)
    end = max(m.phrase_end for m in under)
    if begin >= end:
        return None
    words = words_of(tree, begin, end)
    if not placed:
        return Place(words, start=begin, end=end)
    whole = common_place([m.place for m in placed])
    beside = told_beside(tree, finest, placed, view.words)
    if beside or lists_others(tree, placed, view.words):
        wider = [m.place for m in beside if m.place.name is not None]
        whole = common_place([holder_of(whole), *wider])
    return replace(whole, text=words, start=begin, end=end)


def _begin(tree: Tree, top: int, under: Sequence[PlaceMention]) -> int:
    """Where the phrase begins: its preposition, or its first word where it has none."""
    first = min(
        [
            top,
            *tree.children(top, "case", "det", "amod", "nummod", "advmod", "compound", "nmod:poss"),
        ]
    )
    return min([tree.tokens[first].start, *(m.phrase_start for m in under)])
