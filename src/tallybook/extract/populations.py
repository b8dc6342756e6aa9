"""Population: of whom, read off the counted noun and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.parties import Parties
from tallybook.language.owner_words import load_owner_words
from tallybook.language.people import PeopleWords, load_people
from tallybook.language.place_words import load_place_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Population

CountryOf = Callable[[str], str | None]
"""From a demonym or the name of a state ("North Koreans", "DPRK") to its ISO code."""

_HYPHENS: Final = ("-", "‑", "–")
_INSIDE: Final = (
    "amod",
    "compound",
    "nmod",
    "nmod:poss",
    "flat",
    "conj",
    "appos",
    "nmod:desc",
    "nmod:unmarked",
)
_MAX_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class PopulationWords:
    """What populations are read by."""

    people: PeopleWords
    parties: Parties
    country_of: CountryOf

    def party_of(self, words: str) -> tuple[str, str | None] | None:
        """(party, unit) that exactly these words name, or None."""
        named = self.parties.named(words)
        if named is not None:
            return named.id, named.unit
        country = self.country_of(words)
        return (country, None) if country else None


def population_of(
    text: str, tree: Tree, noun: int, words: PopulationWords, skip: tuple[int, int] | None = None
) -> Population:
    """The people that a noun names, with parties, role and unit.

    skip: the span of the quantity, which is no part of the population's words.
    """
    indexes = phrase_of(tree, noun)
    if skip is not None:
        indexes = [i for i in indexes if not (skip[0] <= tree.tokens[i].start < skip[1])]
        indexes = _without_remark(tree, indexes, skip)
    indexes = _from_noun_phrase(tree, indexes)
    while len(indexes) > 1 and text.endswith(_HYPHENS, 0, tree.tokens[indexes[0]].start):
        indexes = indexes[1:]  # the end of "18-year-old"
    if not indexes:
        return Population()
    joined = joined_people(tree, noun, words.people) if skip is not None else []
    indexes = sorted({*indexes, *(i for one in joined for i in phrase_of(tree, one))})
    start, end = tree.tokens[indexes[0]].start, tree.tokens[indexes[-1]].end
    own = [i for i in indexes if not _is_of_site(tree, i, noun)]
    parties, unit = parties_in(tree, own, words)
    return Population(
        text=text[start:end],
        parties=parties,
        role=_common_role(tree, [noun, *joined], indexes, words.people),
        unit=unit,
        start=start,
        end=end,
    )


def _without_remark(tree: Tree, indexes: list[int], skip: tuple[int, int]) -> list[int]:
    """Without what only remarks on the number: "a staggering 700,000 people", "only five men"."""
    remarks = {
        i
        for i in indexes
        if tree.tokens[i].start < skip[0]
        and (tree.tokens[i].upos == "ADV" or tree.tokens[i].text.islower())
        and tree.tokens[i].upos in {"ADV", "ADJ", "VERB"}
    }
    before = [i for i in indexes if tree.tokens[i].start < skip[0] and i not in remarks]
    opens = not any(tree.tokens[i].upos not in {"DET", "PUNCT"} for i in before)
    return [i for i in indexes if i not in remarks] if opens else indexes


def parties_in(
    tree: Tree, indexes: Iterable[int], words: PopulationWords
) -> tuple[tuple[str, ...], str | None]:
    """The parties that the tokens name (longest names first), and a formation's name."""
    order = sorted(indexes)
    found: list[str] = []
    unit: str | None = None
    position = 0
    while position < len(order):
        taken = 1
        for length in range(min(_MAX_WORDS, len(order) - position), 0, -1):
            run = order[position : position + length]
            if run[-1] - run[0] != length - 1:
                continue
            party = words.party_of(_joined(tree, run)) if _is_capital(tree, run) else None
            if party is not None and not (_is_of_town(tree, run) or _is_backer(tree, run[-1])):
                found.append(party[0])
                unit = party[1] or unit
                taken = length
                break
        position += taken
    return tuple(sorted(set(found))), unit


def _is_of_site(tree: Tree, at: int, noun: int) -> bool:
    """ "the toll of the Armenian bus station shelling": where it stands, not who died."""
    token = tree.tokens[at]
    if token.head in (-1, noun) or not is_relation(token.deprel, "amod", "compound"):
        return False
    name = tree.name_at(at)
    if name is not None and name.kind == "ORG" and name.first <= token.head <= name.last:
        return False  # "Islamic" of "Islamic State fighters"
    places = load_place_words()
    return tree.tokens[token.head].lemma in places.wholes | places.things_struck


def _is_backer(tree: Tree, at: int) -> bool:
    """ "Turkish" of "Turkish-backed rebels", "US" of "the US proxy": whose side they are on."""
    said = load_owner_words()
    behind = tree.tokens[at + 1 : at + 3]
    if len(behind) == 2 and behind[0].text in _HYPHENS and behind[1].lemma in said.backing:
        return True
    token = tree.tokens[at]
    beside = is_relation(token.deprel, "compound", "nmod:poss")
    return beside and tree.tokens[token.head].lemma in said.allies


def _is_of_town(tree: Tree, run: list[int]) -> bool:
    """ "students from San Jose": of the town, where "Kyiv's troops" are of the state."""
    name = _joined(tree, run)
    countries = load_countries()
    if countries.country_of_name(name) or countries.country_of_demonym(name):
        return False
    if countries.country_of_capital(name) is None:
        return False
    top = next((i for i in run if tree.tokens[i].head not in run), run[0])
    token = tree.tokens[top]
    if is_relation(token.deprel, "nmod:poss") or is_relation(token.deprel, "nsubj", "obl:agent"):
        return False
    return token.head >= 0


def _is_capital(tree: Tree, run: list[int]) -> bool:
    return any(tree.tokens[i].text[:1].isupper() for i in run)


def _joined(tree: Tree, run: list[int]) -> str:
    """The words of adjacent tokens, with spaces only where the text has them."""
    out = ""
    for index in run:
        token = tree.tokens[index]
        if out and token.start > tree.tokens[index - 1].end:
            out += " "
        out += token.text
    return out


def phrase_of(tree: Tree, noun: int) -> list[int]:
    """The tokens of the noun's own phrase: no relative clauses, no places."""
    people = load_people()
    found = [noun]
    number = min(tree.children(noun, "nummod"), default=noun)
    for child in tree.children(noun):
        token = tree.tokens[child]
        if child < number < noun and token.upos == "NOUN":
            continue  # "That spring 900 people": a noun that says who stands behind the number
        if child > noun and _lists(tree, noun, child):
            continue  # "people, among them an Australian, three Britons": parts of them
        if token.deprel in {"det", "nummod"} and child < noun:
            found += tree.subtree(child)
            continue
        if not token.deprel.startswith(_INSIDE):
            continue
        if child > noun and token.deprel.startswith(("nmod:poss", "compound", "appos")):
            continue
        if token.deprel == "conj":
            names = {token.upos, tree.tokens[noun].upos} <= {"ADJ", "PROPN"}
            if names and not tree.children(child, "nummod"):
                found += phrase_of(tree, child)
            continue
        cases = {tree.tokens[c].lemma for c in tree.children(child, "case")}
        inside_body = bool(cases & people.within_body) and token.lemma in people.bodies
        joined_to = cases & people.of_party or inside_body
        if token.deprel.startswith("nmod") and cases and not joined_to:
            continue
        if child > noun and cases & people.from_place and _is_where(tree, noun, people):
            continue
        inner = phrase_of(tree, child)
        found += [*inner, *tree.children(child, "case")]
        if token.deprel == "amod" or token.deprel == "compound":
            for joined in tree.children(child, "conj"):
                found += [*phrase_of(tree, joined), *tree.children(joined, "cc")]
    return sorted(set(found))


def _is_where(tree: Tree, noun: int, people: PeopleWords) -> bool:
    """ "Withdraw 2,000 troops from Syria", "300 Afghan refugees from Iran": where they leave, and
    not whose they are.
    """
    countries = load_countries()
    beside = [tree.tokens[at].text for at in tree.children(noun, "amod", "compound") if at < noun]
    if any(word[:1].isupper() and countries.country_of_demonym(word) for word in beside):
        return True
    above = [tree.tokens[at].lemma for at in list(tree.ancestors(noun))[:2]]
    return not people.leaving.isdisjoint(above)


def _lists(tree: Tree, noun: int, child: int) -> bool:
    """Is the word behind a comma, with an article or number or a pronoun: one of them, or some?"""
    some = tree.tokens[child].upos in {"NUM", "PRON"}
    name = tree.name_at(child)
    if name is not None and name.kind == "LOC":
        return False  # "refugees from Ethiopia, the Philippines and Sudan"
    counted = some or tree.children(child, "det", "nummod")
    parted = any(token.text == "," for token in tree.tokens[noun + 1 : child])
    return bool(counted) and parted


def _from_noun_phrase(tree: Tree, indexes: list[int]) -> list[int]:
    """Without determiners and punctuation at the edges."""
    while indexes and tree.tokens[indexes[0]].upos in {"DET", "PUNCT", "ADP", "CCONJ", "NUM"}:
        indexes = indexes[1:]
    while indexes and tree.tokens[indexes[-1]].upos in {"PUNCT", "ADP", "CCONJ"}:
        indexes = indexes[:-1]
    return indexes


def joined_people(tree: Tree, noun: int, people: PeopleWords) -> list[int]:
    """ "4,000 wives and children": those whom the same number counts."""
    if tree.tokens[noun].text.lower() == tree.tokens[noun].lemma:
        return []  # "a medic and his wife"
    return [
        child
        for child in tree.children(noun, "conj")
        if child > noun
        and tree.tokens[child].upos == "NOUN"
        and people.is_person(tree.tokens[child].lemma)
        and not tree.children(child, "nummod", "det", "nmod:poss")
    ]


def _common_role(
    tree: Tree, nouns: list[int], indexes: list[int], people: PeopleWords
) -> str | None:
    """The role of all the nouns that one number counts: wives and children have none in common."""
    first = _role(tree, nouns[0], indexes, people)
    others = {_role(tree, one, phrase_of(tree, one), people) for one in nouns[1:]}
    return first if others <= {first} else None


def _role(tree: Tree, noun: int, indexes: list[int], people: PeopleWords) -> str | None:
    token = tree.tokens[noun]
    compounds = [tree.tokens[c].lemma for c in tree.children(noun, "compound", "amod") if c < noun]
    for before in compounds:
        role = people.role_of.get(f"{before} {token.lemma}")
        if role:
            return role
    role = people.role_of.get(token.lemma)
    in_war = people.in_war.get(token.lemma)
    beside = {tree.tokens[i].lemma.lower().removesuffix("s") for i in indexes}
    if in_war and (beside & people.troops or any(t.lemma in people.armed for t in tree.tokens)):
        return in_war
    if role:
        return role
    for before in compounds:
        role = people.role_of.get(before)
        if role:
            return role
    lemmas = {tree.tokens[i].lemma for i in indexes}
    if lemmas & people.troops and not lemmas & people.police:
        return "soldier"
    if lemmas & people.police:
        return "police"
    inner = [people.role_of[lemma] for lemma in sorted(lemmas) if lemma in people.role_of]
    return inner[0] if token.lemma in people.groups and inner else None
