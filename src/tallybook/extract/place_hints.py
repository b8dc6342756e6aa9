"""Whether a name says where something happened, by what it hangs on in its sentence."""

from __future__ import annotations

from tallybook.language.people import PeopleWords, load_people
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation

_FIGHTERS = frozenset({"soldier", "fighter", "mercenary", "adviser", "peacekeeper", "police"})
_BEHIND = 3
_INITIALS = 3
_STATES = frozenset({"country", "region", None})


def hints(
    tree: Tree,
    tops: tuple[int, ...],
    precision: str | None,
    words: PlaceWords,
    people: PeopleWords,
    *,
    is_capital: bool = False,
) -> bool:
    """Does a name say where, without a preposition: "Gaza's hospitals", "the quake that hit X"?

    tops: its words that hang on a word outside of it. precision: of the place that it names.
    is_capital: it may stand for who sits there, whose word, count or strike is none of its own.
    """
    return any(
        tree.tokens[top].head >= 0
        and not (is_capital and _is_government(tree, top, words))
        and _hints(tree, top, precision, words, people)
        for top in tops
    )


def _is_government(tree: Tree, top: int, words: PlaceWords) -> bool:
    """ "Washington's last word", "Tehran's strikes"; but "the Kabul attack" is in Kabul."""
    token = tree.tokens[top]
    return is_relation(token.deprel, "nmod:poss") and (
        tree.tokens[token.head].lemma.lower() in words.deeds
    )


def is_of_party(tree: Tree, tops: tuple[int, ...], words: PlaceWords) -> bool:
    """Is it the possessor of an army or of those who fight: "Tehran's forces"?"""
    people = load_people()
    return any(
        is_relation(tree.tokens[top].deprel, "nmod:poss")
        and tree.tokens[top].head >= 0
        and tree.tokens[tree.tokens[top].head].lemma not in words.residents
        and _is_armed(tree.tokens[tree.tokens[top].head].lemma.lower(), people)
        for top in tops
    )


def is_of_deed(tree: Tree, top: int, words: PlaceWords) -> bool:
    """Does a country's initials only say whose: "in US airstrikes", "dependent on US support"?

    Initials have no adjective beside them, as "Syria strike" has "Syrian strike".
    """
    token = tree.tokens[top]
    if not is_relation(token.deprel, "compound", "amod") or token.head <= top:
        return False
    initials = token.text.replace(".", "")
    short = initials.isupper() and len(initials) <= _INITIALS
    return short and tree.tokens[token.head].lemma in words.deeds


def _is_armed(lemma: str, people: PeopleWords) -> bool:
    return lemma in people.armed or people.role_of.get(lemma) in _FIGHTERS


def is_of_site(tree: Tree, tops: tuple[int, ...], words: PlaceWords) -> bool:
    """Is it a people's adjective before what is a place: "the Afghan border"?"""
    for top in tops:
        above = tree.tokens[top].head
        if above <= top or not is_relation(tree.tokens[top].deprel, "amod", "compound"):
            continue
        cases = {tree.tokens[c].lemma for c in tree.children(above, "case")}
        if cases & words.away:  # "all from the Georgian town of Gori"
            continue
        if tree.tokens[above].lemma in words.of_people and not cases & words.locative:
            continue  # "the statement of the Armenian side"
        if tree.tokens[above].lemma in words.borders:
            continue  # "near the Malian border": on which side of it is not said
        if tree.tokens[above].lemma in words.sites | words.types_of.keys():
            return True
    return False


def is_domestic(tree: Tree, tops: tuple[int, ...], words: PlaceWords) -> bool:
    """Is it of authorities that speak of their own country: "the Iraqi health ministry"?"""
    for top in tops:
        above = tree.tokens[top].head
        if above < 0 or not is_relation(tree.tokens[top].deprel, "amod", "compound", "nmod"):
            continue
        beside = {tree.tokens[i].lemma.lower() for i in (above, *tree.children(above))}
        if tree.tokens[above].lemma in words.deeds | words.events | words.disasters:
            continue  # "North Korea's official name", "the police shootings in Ohio"
        if beside & (words.locals | words.seats) and not beside & words.foreign:
            return True
    return False


def is_consular(tree: Tree, last: int, words: PlaceWords) -> bool:
    """Is the name that ends at the word `last` of an embassy's or a foreign ministry's country?

    "Mexico's foreign minister" speaks of Mexicans elsewhere.
    """
    return any(
        token.lemma in words.consular for token in tree.tokens[last + 1 : last + 1 + _BEHIND]
    )


def hosts(tree: Tree, tops: tuple[int, ...], words: PlaceWords, *, has: bool = False) -> bool:
    """ "Uganda reported 164 cases", "Chad hosts 770,000 refugees": it does, and is the place.

    has: it may also have them: "Mexico has 25,000 cases".
    """
    hosting = words.hosts | words.having if has else words.hosts
    return any(
        tree.tokens[top].head >= 0
        and tree.tokens[top].deprel == "nsubj"
        and tree.tokens[tree.tokens[top].head].lemma in hosting
        for top in tops
    )


def tops_of(tree: Tree, start: int, end: int) -> tuple[int, ...]:
    """The words of a stretch that hang on a word outside of it."""
    inside = set(tree.covering(start, end))
    return tuple(i for i in sorted(inside) if tree.tokens[i].head not in inside)


def has_audience(tree: Tree, first: int, words: PlaceWords) -> bool:
    """ "told reporters in Geneva", whatever the tree hangs Geneva on."""
    before = [tree.tokens[at] for at in range(max(0, first - 5), max(0, first - 1))]
    if not before or before[-1].lemma not in words.audiences | words.speaking:
        return False
    verb = next((token for token in reversed(before) if token.upos == "VERB"), None)
    return verb is not None and verb.lemma in words.speaking


def _hints(
    tree: Tree, top: int, precision: str | None, words: PlaceWords, people: PeopleWords
) -> bool:
    token, above = tree.tokens[top], tree.tokens[tree.tokens[top].head]
    if above.lemma in words.nowhere or above.lemma in words.seats:
        return False
    if is_relation(token.deprel, "nsubj:pass", "obj"):
        return above.lemma in words.affects
    if is_relation(token.deprel, "nmod:poss", "compound", "amod"):
        if precision in _STATES and is_relation(above.deprel, "obl:agent"):
            return above.lemma in words.disasters  # "a base backed by US airpower"
        return not _is_of_party(tree, token.head, precision, words, people)
    if is_relation(token.deprel, "nmod"):
        # "six residents of Kherson", "the streets of France"
        cases = {tree.tokens[c].lemma for c in tree.children(top, "case")}
        return cases == {"of"} and above.lemma in words.residents
    return False


def _is_of_party(
    tree: Tree, noun: int, precision: str | None, words: PlaceWords, people: PeopleWords
) -> bool:
    """Is it a country's army, strike or minister? Who did or said it is not where."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    if lemma in people.collectives or lemma in people.armed:
        return True
    if lemma in words.deeds:
        return precision in _STATES
    if people.is_person(lemma) and lemma not in words.residents and precision in _STATES:
        return True
    if people.role_of.get(lemma) in _FIGHTERS:
        return True
    return token.upos == "PROPN" and lemma not in words.types
