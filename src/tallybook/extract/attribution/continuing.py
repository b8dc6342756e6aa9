"""Credit that carries on: the next sentence plainly goes on with what the same source said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.attribution.spans import Credit, trimmed
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

_CARRYING: Final = frozenset({"say", "report", "claim", "estimate", "confirm"})
_LONGEST_RUN: Final = 3
_MARKS: Final = ("“", "”", '"')


def carry_on(found: Sequence[Credit], text: str, trees: Sequence[Tree], cues: Cues) -> list[Credit]:
    """New credits for sentences that continue a credited one without a cue of their own.

    Conservative: the sentence follows in the same paragraph, begins with an additive word of
    cues.toml ("another", "of them"), and the one before is credited as a whole.
    """
    by_tree: dict[int, list[Credit]] = {}
    for credit in found:
        by_tree.setdefault(credit.tree, []).append(credit)
    added: list[Credit] = []
    last: tuple[int, Credit] | None = None
    for number, tree in enumerate(trees):
        own = by_tree.get(number)
        if own:
            whole = [credit for credit in own if _is_whole(credit, tree, text)]
            last = (number, whole[-1]) if whole else None
            continue
        if last is None or number - last[0] > _LONGEST_RUN:
            last = None
            continue
        previous = trees[number - 1]
        same_paragraph = (
            "\n" not in text[previous.end : tree.start].strip(" ")
            and "\n" not in (text[previous.end - 1 : tree.start])
        )
        goes_on = _is_additive(tree, cues) or _is_between(number, last[1], by_tree, text, cues)
        if same_paragraph and goes_on:
            span = trimmed(text, tree.start, tree.end)
            if span is not None:
                added.append(replace(last[1], tree=number, head=-1, content=(span,)))
                continue
        last = None
    return added


def _is_whole(credit: Credit, tree: Tree, text: str) -> bool:
    """Does the credit cover its sentence, but for source and cue?"""
    if credit.act not in _CARRYING or credit.source is None:
        return False
    covered = sum(
        min(end, tree.end) - max(start, tree.start)
        for start, end in (*credit.content, credit.cue, credit.source)
        if start < tree.end and tree.start < end
    )
    return covered >= 0.7 * len(text[tree.start : tree.end].strip())


def _is_additive(tree: Tree, cues: Cues) -> bool:
    """Does the sentence open with "another", "nineteen others", "six of them", "Two are"?"""
    opening = " ".join(token.text.lower() for token in tree.tokens[:5])
    if any(opening == one or opening.startswith(f"{one} ") for one in cues.phrases["additive"]):
        return True
    first = next((token for token in tree.tokens if token.upos != "PUNCT"), None)
    if first is None or first.lemma in cues.words["one"]:
        return False
    near = tree.tokens[first.index + 1 : first.index + 4]
    alone = is_relation(first.deprel, "nsubj") and not tree.children(first.index, "nmod", "acl")
    if first.upos != "NUM":
        return first.lemma in cues.words["vague"] and alone
    return alone or any(token.text.lower() in cues.words["additional"] for token in near)


def _is_between(
    number: int, before: Credit, by_tree: Mapping[int, Sequence[Credit]], text: str, cues: Cues
) -> bool:
    """Does the same source go on speaking in the sentence after this one: "…, he added"?

    Behind a quotation the outlet speaks itself, until somebody is quoted again.
    """
    if _is_quotation(before, text):
        return False
    pronouns = cues.words["he"] | cues.words["they"] | cues.words["it"]
    source = _last_word(before, text)
    for credit in by_tree.get(number + 1, ()):
        speaker = _last_word(credit, text)
        adds = text[slice(*credit.cue)].lower() in cues.words["adding"]
        if (
            credit.act in _CARRYING
            and speaker
            and (speaker == source or (adds and speaker in pronouns))
        ):
            return True
    return False


def _is_quotation(credit: Credit, text: str) -> bool:
    """Is all that is said between quotation marks?"""
    said = [text[start:end].strip(" ,.") for start, end in credit.content]
    return all(one[:1] in _MARKS and one[-1:] in _MARKS for one in said)


def _last_word(credit: Credit, text: str) -> str:
    words = text[slice(*credit.source)].lower().split() if credit.source else []
    return words[-1].strip(",.") if words else ""
