"""Branches: what an unnamed speaker is by what is said of him: military, medical, a witness."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from tallybook.catalogue.source_entries import BranchWords
from tallybook.catalogue.speakers import Word

_OFFICIAL: Final = "official"
_GOVERNMENT: Final = "government"
_LONGEST: Final = 2


def branch_of(
    words: Sequence[Word],
    head: int,
    noun: str,
    tables: BranchWords,
    beside: Collection[str] = (),
    *,
    of_state: bool = False,
) -> str:
    """The branch of an unnamed speaker; "" where nothing tells it, or two things tell two.

    head: which word is his noun. noun: the list of anonymous.toml that it stands in. beside: kinds
    of the named bodies in his words ("a UN official"). of_state: is it one of a state's?
    """
    norms = [word.norm.removesuffix("'s").rstrip("'") for word in words]
    for size in range(min(_LONGEST, head + 1), 0, -1):
        own = tables.heads.get(" ".join(norms[head + 1 - size : head + 1]))
        if own is not None:
            return own
    plain = tables.by_noun.get(noun, "")
    if noun not in tables.open:
        return plain
    bodies = {tables.kinds.get(kind, kind) for kind in beside}
    found = {*_told(norms[:head], tables), *bodies} or {*_told(norms[head + 1 :], tables)}
    for branch in tuple(found):
        found -= tables.over.get(branch, frozenset())
    if len(found) > 1:
        return ""
    if not found and of_state and plain == _OFFICIAL:
        return _GOVERNMENT
    return found.pop() if found else plain


def _told(norms: Sequence[str], tables: BranchWords) -> set[str]:
    """What the words tell, two together before each alone ("civil defence" is no defence)."""
    told: set[str] = set()
    at = 0
    while at < len(norms):
        for size in range(min(_LONGEST, len(norms) - at), 0, -1):
            branch = tables.words.get(" ".join(norms[at : at + size]))
            if branch is not None:
                told.add(branch)
                at += size - 1
                break
        at += 1
    return told
