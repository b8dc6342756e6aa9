"""What is trained on and scored on, and the noise that makes headlines and wires of prose."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from tallybook.evaluate.treebank import Sentence, read
from train import names

GUM_COUNTS = (
    2  # times that a sentence of GUM is seen for one of EWT: half as many, and more like news
)
LONGEST = 120  # words; the few longer sentences cost more memory than they teach


@dataclass(frozen=True, slots=True)
class Corpus:
    """Training, development and test sentences."""

    train: list[Sentence]
    dev: list[Sentence]  # EWT dev: parse and names
    test: list[Sentence]  # GUM test: parse; its names are derived


def load(data: Path) -> Corpus:
    """The treebanks and names under `data` (folders treebank-en and names-en)."""
    bank, tags = data / "treebank-en", data / "names-en"
    train = (
        names.only_negative(read(bank / "ewt-train.conllu.xz"))
        + names.from_entities(read(bank / "gum-train.conllu.xz") + read(bank / "gum-dev.conllu.xz"))
        * GUM_COUNTS
        + names.universal(read(bank / "ewt-test.conllu.xz"), tags / "ewt-test.iob2.xz")
    )
    return Corpus(
        train=[s for s in train if len(s.words) <= LONGEST],
        dev=names.universal(read(bank / "ewt-dev.conllu.xz"), tags / "ewt-dev.iob2.xz"),
        test=names.from_entities(read(bank / "gum-test.conllu.xz")),
    )


def noisy(s: Sentence, chance: random.Random) -> Sentence:
    """The sentence, now and then as a headline or a wire would print it."""
    if chance.random() < 0.06 and s.upos[s.heads.index(0)] in ("VERB", "NOUN", "ADJ", "PROPN"):
        s = _telegraphic(s)
    elif chance.random() < 0.04 and len(s.words) > 2 and s.words[-1] == ".":
        s = _without(s, {len(s.words) - 1})
    roll = chance.random()
    if roll < 0.08:
        return replace(s, words=tuple(word.upper() for word in s.words))
    if roll < 0.16:
        return replace(s, words=tuple(w[:1].upper() + w[1:] if len(w) > 3 else w for w in s.words))
    if roll < 0.20:
        return replace(s, words=tuple(word.lower() for word in s.words))
    return s


def _telegraphic(s: Sentence) -> Sentence:
    """Without articles, forms of "be" and the last full stop: “30 soldiers killed in raid”."""
    dropped = {
        i
        for i, word in enumerate(s.words)
        if (s.relations[i] == "det" and word.lower() in ("a", "an", "the"))
        or (s.relations[i] in ("aux:pass", "cop") and word.lower() in ("is", "was", "are", "were"))
        or (i == len(s.words) - 1 and word == ".")
    }
    return _without(s, dropped)


def _without(s: Sentence, dropped: set[int]) -> Sentence:
    """The sentence without some words, none of which may have dependents; as it was if one has."""
    if not dropped or len(dropped) == len(s.words) or any(head - 1 in dropped for head in s.heads):
        return s
    kept = [i for i in range(len(s.words)) if i not in dropped]
    place = {old + 1: new + 1 for new, old in enumerate(kept)} | {0: 0}
    tags = list(s.names)
    for i in dropped:
        if (
            (tags[i] or "").startswith("B-")
            and i + 1 < len(tags)
            and (tags[i + 1] or "").startswith("I-")
        ):
            tags[i + 1] = "B-" + (tags[i + 1] or "")[2:]
    return replace(
        s,
        words=tuple(s.words[i] for i in kept),
        spaced=tuple(s.spaced[i] or i + 1 in dropped for i in kept),
        lemmas=tuple(s.lemmas[i] for i in kept),
        upos=tuple(s.upos[i] for i in kept),
        xpos=tuple(s.xpos[i] for i in kept),
        heads=tuple(place[s.heads[i]] for i in kept),
        relations=tuple(s.relations[i] for i in kept),
        misc=tuple(s.misc[i] for i in kept),
        names=tuple(tags[i] for i in kept),
    )
