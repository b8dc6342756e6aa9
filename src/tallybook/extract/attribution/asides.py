"""Speech as an aside: "C, X said; C", where the tree loses who speaks or what else is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.attribution.chains import CITED
from tallybook.extract.attribution.spans import Credit, Span, joined, trimmed
from tallybook.language.cues import Cues
from tallybook.language.tree import Token, Tree, is_relation

_PARTS: Final = frozenset({";", ","})
_VERBS: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_CARRYING: Final = frozenset({"say", "report", "claim", "estimate", "confirm", "believe", "warn"})
_FEWEST: Final = 3


def speaker_before(tree: Tree, verb: int, cues: Cues) -> tuple[int, int, int] | None:
    """First word, last word and head of the speaker that stands between the content and the verb.

    "C, the mayor, Ivo Petz, told X": the nominal parts between commas right before the verb, each
    with nothing finite in it but a relative clause; before them must stand a clause.
    """
    parts = list(_parts(tree, verb))
    found: list[list[Token]] = []
    for part in parts:
        if _is_speaker_part(part, cues, is_last=not found):
            found.append(part)
            continue
        break
    while found and not _opens_speaker(found[-1], cues):
        found.pop()
    while len(found) > 1 and _is_of_clause(tree, found[-1], found[-2], cues):
        found.pop()
    midway = is_midway(tree, verb)
    if midway and len(found) == len(parts):
        found.pop()  # "Twelve people, the mayor says, are dead": the first part is told
    clauses = parts[len(found) :]
    told = any(token.upos in _VERBS for part in clauses for token in part)
    if not found or not (told or (clauses and midway)):
        return None
    first, last = found[-1][0].index, found[0][-1].index
    head = _head(tree, found[-1])
    return (first, last, head) if head is not None else None


def is_midway(tree: Tree, verb: int) -> bool:
    """ "The brigade, its officers say, lost 300 men": does the clause go on behind the aside?"""
    tokens = tree.tokens
    if verb + 1 >= len(tokens) or tokens[verb + 1].text != ",":
        return False
    before = any(token.upos in _VERBS for token in tokens[:verb])
    return not before and any(token.upos in _VERBS for token in tokens[verb + 1 :])


def _parts(tree: Tree, verb: int) -> Iterator[list[Token]]:
    """The parts between commas before the verb, nearest first."""
    part: list[Token] = []
    for token in reversed(tree.tokens[:verb]):
        if token.text in _PARTS:
            if part:
                yield part
            part = []
            if token.text == ";":
                return
        else:
            part.insert(0, token)
    if part:
        yield part


def _is_speaker_part(part: Sequence[Token], cues: Cues, is_last: bool) -> bool:
    if any(token.lemma in cues.words["fused"] for token in part):
        return False  # "contrary to what X says"
    last = part[-1].text.lower()
    if len(part) > 1 and any(last in cues.words[name] for name in ("he", "they", "it")):
        return part[-2].upos not in _NOMINAL  # "an exodus they claim": a clause about the exodus
    relative = part[0].lemma in cues.words["who"] and part[0].upos == "PRON"
    if relative and part[0].lemma not in cues.words["that"]:
        return not is_last or len(part) > 1
    if any(token.upos in _VERBS and token.deprel != "acl" for token in part):
        return any(t.lemma in cues.words["who"] and t.upos == "PRON" for t in part[1:])
    return any(token.upos in _NOMINAL for token in part)


def _opens_speaker(part: Sequence[Token], cues: Cues) -> bool:
    """A noun phrase that could be somebody: no count, no time, no place, no "and"."""
    first = part[0]
    if first.upos in {"ADP", "CCONJ", "SCONJ", "ADV", "PUNCT"} or first.lemma in cues.words["who"]:
        return False
    nouns = [token for token in part if token.upos in _NOMINAL]
    if not nouns or (len(nouns) == 1 and nouns[0].text.lower() in cues.words["days"]):
        return False
    counted = first.upos == "NUM" and any(t.lemma in cues.words["of_whole"] for t in part[1:2])
    return not counted


def _is_of_clause(tree: Tree, part: Sequence[Token], nearer: Sequence[Token], cues: Cues) -> bool:
    """ "C killed one man, a teacher in Onda, officials said": is the part C's, no speaker's?"""
    head, other = _head(tree, part), _head(tree, nearer)
    if head is None or other is None or not _opens_speaker(nearer, cues):
        return False
    told = is_relation(tree.tokens[head].deprel, "appos") and tree.tokens[head].head < part[0].index
    return told and tree.tokens[other].head not in {token.index for token in part}


def _head(tree: Tree, part: Sequence[Token]) -> int | None:
    inside = {token.index for token in part}
    nominal = [token for token in part if token.upos in _NOMINAL]
    outer = [token.index for token in nominal if token.head not in inside]
    return outer[0] if outer else (nominal[-1].index if nominal else None)


def complete(found: Sequence[Credit], text: str, trees: Sequence[Tree], cues: Cues) -> list[Credit]:
    """The credits with what else their sentence says, where nobody else speaks in it.

    "Nine died, X said; six are missing", "X said nine had died; six were missing".
    """
    by_tree: dict[int, list[Credit]] = {}
    for credit in found:
        by_tree.setdefault(credit.tree, []).append(credit)
    return [
        _completed(credit, by_tree[credit.tree], text, trees[credit.tree], cues) for credit in found
    ]


def _completed(
    credit: Credit, beside: Sequence[Credit], text: str, tree: Tree, cues: Cues
) -> Credit:
    if not credit.credits or credit.source is None or credit.head < 0 or not tree.tokens:
        return credit
    if credit.act not in _CARRYING or not tree.start <= credit.source[0] < tree.end:
        return credit
    inside = [span for span in credit.content if tree.start <= span[0] < tree.end]
    if not inside or is_relation(tree.tokens[credit.head].deprel, "acl:relcl"):
        return credit
    is_aside = max(end for _, end in inside) <= max(credit.cue[0], credit.source[0])
    begin = max(credit.cue[1], credit.source[1], *(end for _, end in inside))
    others = [
        start
        for other in beside
        if other is not credit and (other.source is not None or other.cue[0] < other.content[0][0])
        for start in (other.cue[0], other.source[0] if other.source else other.cue[0])
    ]
    added = _remainder(tree, begin, others, cues, is_aside=is_aside)
    if added is None or (span := trimmed(text, *added)) is None:
        return credit
    return replace(credit, content=joined([*credit.content, span], text))


def _remainder(
    tree: Tree, begin: int, others: Sequence[int], cues: Cues, is_aside: bool
) -> Span | None:
    """What follows the credit behind a mark, up to the part in which somebody else speaks."""
    marks = {";", ",", ":"} if is_aside else {";", ":"}
    behind = [token for token in tree.tokens if token.start >= begin]
    at = next((n for n, token in enumerate(behind) if token.text in marks), None)
    if at is None or at + 1 >= len(behind) or (not is_aside and at > 0):
        return None
    rest = behind[at + 1 :]
    first = next((token for token in rest if token.upos not in {"CCONJ", "PUNCT"}), None)
    if first is None or _is_manner(first, tree, cues):
        return None
    end = tree.end
    for token in rest:
        if any(token.start <= other < token.end for other in others):
            stops = [t for t in rest if t.text == ";" and t.start < token.start]
            if not stops:
                return None
            end = stops[-1].start
            break
    words = [t for t in rest if t.upos != "PUNCT" and t.start < end]
    if len(words) < _FEWEST or not any(t.upos in {"NUM", "VERB", "NOUN", "ADJ"} for t in words):
        return None
    return rest[0].start, end


def _is_manner(first: Token, tree: Tree, cues: Cues) -> bool:
    """ "…, X said, citing Y", "…, adding that", "…, who spoke": how it was said, not what."""
    if first.lemma in cues.words["who"] and first.upos == "PRON":
        return True
    speaks = first.lemma in cues.verbs and first.lemma not in cues.words["changing"]
    if first.upos == "VERB" and (speaks or first.lemma in cues.words["manner"]):
        return True
    return is_relation(first.deprel, "mark") and first.lemma in cues.words["as"]


def share_cited(found: Sequence[Credit], trees: Sequence[Tree]) -> list[Credit]:
    """The credits; who is cited for what a speaker says is credited with just that.

    "C, X said, citing Y": C is Y's and X's alike.
    """
    by_tree: dict[int, list[Credit]] = {}
    for credit in found:
        if credit.act != CITED and credit.credits and credit.head >= 0:
            by_tree.setdefault(credit.tree, []).append(credit)
    return [
        credit
        if credit.act != CITED
        else replace(credit, content=_cited(credit, by_tree.get(credit.tree, ()), trees))
        for credit in found
    ]


def _cited(credit: Credit, others: Sequence[Credit], trees: Sequence[Tree]) -> tuple[Span, ...]:
    head = trees[credit.tree].tokens[credit.head].head
    for other in others:
        around = other.source is not None and other.source[0] <= credit.cue[0] < other.source[1]
        if other.head == head or around:
            return other.content
    return credit.content
