"""Words mended whose tag or relation contradicts the words beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.language.lemmas import lemma
from tallybook.language.tree import Token, Tree, is_relation

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_LOOSE: Final = frozenset({"discourse", "dep", "obl:unmarked", "nmod:unmarked", "dislocated"})
_LABELLED: Final = frozenset({"discourse", "dep", "list", "parataxis", "appos", "obl:unmarked"})
_SHORTEST_NOUN: Final = 4
_PARTED: Final = frozenset({",", ";", ":"})


def small_names(tree: Tree, tokens: list[Token]) -> bool:
    """ "The pirates hold 17": a name in small letters, alone or heading its phrase, is a noun."""
    changed = False
    for token in tree.tokens:
        if token.upos != "PROPN" or is_relation(token.deprel, "flat", "compound"):
            continue
        if not token.text.islower() or not token.text.isalpha() or len(token.text) < _SHORTEST_NOUN:
            continue
        base = lemma(token.text, "NOUN")
        tokens[token.index] = replace(tokens[token.index], upos="NOUN", lemma=base)
        changed = True
    return changed


def verbal_nouns(tree: Tree, tokens: list[Token]) -> bool:
    """ "in last week's fighting": what has a preposition and an owner or article is a noun."""
    changed = False
    for token in tree.tokens:
        if token.upos != "VERB" or not is_relation(token.deprel, "advcl", "acl"):
            continue
        owned = [c for c in tree.children(token.index, "nmod:poss", "det") if c < token.index]
        cases = [c for c in tree.children(token.index, "case", "mark") if c < token.index]
        clause = tree.children(token.index, "nsubj", "obj", "aux", "cop", "ccomp")
        if not owned or not cases or clause or min(cases) > min(owned):
            continue
        relation = "obl" if is_relation(token.deprel, "advcl") else "nmod"
        base = lemma(token.text, "NOUN")
        old = tokens[token.index]
        tokens[token.index] = replace(old, upos="NOUN", lemma=base, deprel=relation)
        tokens[cases[0]] = replace(tokens[cases[0]], upos="ADP", deprel="case")
        changed = True
    return changed


def nominal_participles(tree: Tree, tokens: list[Token]) -> bool:
    """ "The injured include four": a participle with an article is who suffered it."""
    changed = False
    for token in tree.tokens:
        if token.upos != "VERB" or not is_relation(token.deprel, "nsubj", "obj", "nmod", "obl"):
            continue
        article = [c for c in tree.children(token.index, "det") if c == token.index - 1]
        clause = tree.children(token.index, "nsubj", "obj", "aux", "cop", "ccomp")
        if article and not clause:
            tokens[token.index] = replace(tokens[token.index], upos="ADJ", lemma=token.text.lower())
            changed = True
    return changed


def counted_plurals(tree: Tree, tokens: list[Token]) -> bool:
    """ "Five Leopard tanks": the number counts the plural, not the singular that describes it."""
    changed = False
    for token in tree.tokens:
        if token.upos != "NUM" or token.deprel != "nummod" or token.head <= token.index:
            continue
        described = tree.tokens[token.head]
        if not is_relation(described.deprel, "compound", "amod") or _is_plural(described):
            continue
        noun = tree.tokens[described.head]
        joined = tree.tokens[described.index + 1].text == "-" or described.index - token.index > 2
        if noun.index <= described.index or noun.upos not in _NOUNS or joined:
            continue
        if _is_plural(noun) and not tree.children(noun.index, "nummod"):
            tokens[token.index] = replace(tokens[token.index], head=noun.index)
            changed = True
    return changed


def loose_numbers(tree: Tree, tokens: list[Token]) -> bool:
    """ "Thirteen self-propelled howitzers were lost": a number that opens a plural counts it."""
    loose = [
        token
        for token in tree.tokens
        if token.upos == "NUM" and token.deprel in _LOOSE and not tree.children(token.index)
    ]
    openings = _openings(tree) if loose else []
    changed = False
    for number in loose:
        opened = openings[number.index + 1] if number.index + 1 < len(openings) else []
        for noun in opened:
            if noun.upos not in _NOUNS or not _is_plural(noun):
                continue
            if tree.children(noun.index, "nummod", "det") or ":" in number.text:
                continue
            if is_relation(noun.deprel, "nsubj", "obj", "conj", "root"):
                tokens[number.index] = replace(number, head=noun.index, deprel="nummod")
                changed = True
                break
    return changed


def _openings(tree: Tree) -> list[list[Token]]:
    """By word, the words whose phrases it opens, itself among them, in order."""
    first = list(range(len(tree.tokens)))
    below = [tree.root()]
    for word in below:
        below.extend(tree.children(word))
    for word in reversed(below[1:]):
        head = tree.tokens[word].head
        first[head] = min(first[head], first[word])
    opened: list[list[Token]] = [[] for _ in tree.tokens]
    for token in tree.tokens:
        opened[first[token.index]].append(token)
    return opened


def designations(tree: Tree, tokens: list[Token]) -> bool:
    """ "Two F-16s": the name of a make heads its number, and what is said of it."""
    changed = False
    for number in tree.tokens:
        if number.upos != "NUM":
            continue
        names = [
            child
            for child in tree.children(number.index, "compound")
            if child == number.index - 2 and tree.tokens[child + 1].text == "-"
        ]
        if not names or number.head in names:
            continue
        name = names[0]
        for child in tree.children(number.index):
            if child != name:
                tokens[child] = replace(tokens[child], head=name)
        tokens[name] = replace(tokens[name], head=number.head, deprel=number.deprel)
        tokens[number.index] = replace(tokens[number.index], head=name, deprel="flat")
        changed = True
    return changed


def active_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Troops killed or injured 90": with an object and no auxiliary the verb is active."""
    changed = False
    for subject in tree.tokens:
        if subject.deprel != "nsubj:pass" or subject.head <= subject.index:
            continue
        verb = tree.tokens[subject.head]
        if tree.children(verb.index, "aux:pass") or verb.upos != "VERB":
            continue
        verbs = (verb.index, *tree.children(verb.index, "conj"))
        objects = [at for one in verbs for at in tree.children(one, "obj") if at > one]
        acts = objects and not any(
            token.text in _PARTED for token in tree.tokens[subject.index : objects[0]]
        )
        tells = any(
            at < subject.index or tree.children(at, "mark")
            for at in tree.children(verb.index, "ccomp")
        )
        if acts or tells or _closes_as_aside(tree, verb.index):
            tokens[subject.index] = replace(tokens[subject.index], deprel="nsubj")
            changed = True
    return changed


def passive_participles(tree: Tree, tokens: list[Token]) -> bool:
    """ "None of it has been corroborated": with an auxiliary of the passive it is a verb."""
    changed = False
    for token in tree.tokens:
        if token.upos != "ADJ" or not tree.children(token.index, "aux:pass"):
            continue
        base = lemma(token.text, "VERB")
        if base == token.text.lower():
            continue
        tokens[token.index] = replace(token, upos="VERB", lemma=base)
        for at in tree.children(token.index, "nsubj"):
            tokens[at] = replace(tokens[at], deprel="nsubj:pass")
        changed = True
    return changed


def labelled_numbers(tree: Tree, tokens: list[Token]) -> bool:
    """ "(of which children: 11)": a number behind a noun and a colon is the noun's."""
    changed = False
    for number in tree.tokens[2:]:
        noun = tree.tokens[number.index - 2]
        if number.upos != "NUM" or number.deprel not in _LABELLED or number.head == noun.index:
            continue
        if tree.tokens[number.index - 1].text != ":" or noun.upos != "NOUN":
            continue
        if noun.index not in tree.subtree(number.index):
            tokens[number.index] = replace(number, head=noun.index, deprel="appos")
            changed = True
    return changed


def _closes_as_aside(tree: Tree, verb: int) -> bool:
    """ "…, the company admitted.": an aside at the end is never passive."""
    words = [at for at in tree.subtree(verb) if tree.tokens[at].upos != "PUNCT"]
    parted = words[0] > 0 and tree.tokens[words[0] - 1].text == ","
    behind = tree.tokens[verb + 1 :]
    return (
        is_relation(tree.tokens[verb].deprel, "parataxis")
        and parted
        and all(token.upos == "PUNCT" for token in behind)
    )


def _is_plural(token: Token) -> bool:
    """Is it, by its spelling, not its own base form? Names keep their form: by their "s"."""
    word = token.text.lower()
    if token.upos == "PROPN":
        return word.endswith("s")
    return word != token.lemma


def run_places(tree: Tree, tokens: list[Token]) -> bool:
    """ "The ministry in Rebel-run Onda said": the place is the ministry's, and does not speak."""
    changed = False
    for run in tree.tokens[2:-1]:
        hyphen, by = tree.tokens[run.index - 1], tree.tokens[run.index - 2]
        place = tree.tokens[run.index + 1]
        glued = hyphen.text == "-" and by.end == hyphen.start and hyphen.end == run.start
        lost = is_relation(place.deprel, "nsubj") and place.upos in _NOUNS and place.head > 0
        if not (glued and lost and by.upos in _NOUNS and is_relation(by.deprel, "nmod")):
            continue
        body = tree.tokens[by.head]
        if not is_relation(body.deprel, "nsubj") or body.head != place.head:
            continue
        tokens[place.index] = replace(place, head=body.index, deprel="nmod")
        tokens[run.index] = replace(run, head=place.index, deprel="amod", upos="ADJ")
        tokens[by.index] = replace(by, head=run.index, deprel="compound")
        for case in tree.children(by.index, "case"):
            tokens[case] = replace(tokens[case], head=place.index)
        changed = True
    return changed
