"""Nouns for people out of a language's people.toml: who is a person, and in what role."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tallybook.errors import DataError


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """role_of: noun lemma → role, for the nouns that say one.

    unmarked: nouns of people without a role. households: nouns counted in households.
    pairs: nouns of two people.
    animals: what is killed, but is nobody.
    nouns_ending: how nouns of people always end.
    endings, others: how unlisted nouns of people end, and those that only look so.
    collectives: nouns of a body of people ("forces"). groups: "a group of …".
    armed: words that make a sentence one about men under arms.
    fighting: words beside which losses are losses of men.
    pronouns: words that stand for people. men: nouns of people that say no more.
    open: what leaves open who they are ("3,000 others").
    bodies, troops, police: bodies that people belong to; those whose people are soldiers, police.
    of_party, within_body: what joins people to their party or body.
    from_place, leaving: what says where people leave, not whose they are, and its verbs and nouns.
    in_war: nouns whose role is another one where a sentence is about men under arms.
    authorities: words of authorities, which are those of the place they speak of.
    national, of_war: words of who governs a state, and those of its armed forces.
    """

    role_of: Mapping[str, str]
    unmarked: frozenset[str]
    households: frozenset[str]
    pairs: frozenset[str]
    collectives: frozenset[str]
    groups: frozenset[str]
    armed: frozenset[str]
    fighting: frozenset[str]
    bodies: frozenset[str]
    troops: frozenset[str]
    police: frozenset[str]
    of_party: frozenset[str]
    from_place: frozenset[str]
    leaving: frozenset[str]
    within_body: frozenset[str]
    in_war: Mapping[str, str]
    authorities: frozenset[str]
    national: frozenset[str]
    of_war: frozenset[str]
    endings: tuple[str, ...]
    nouns_ending: tuple[str, ...]
    others: frozenset[str]
    animals: frozenset[str]
    men: frozenset[str]
    pronouns: frozenset[str]
    open: frozenset[str]

    def is_person(self, lemma: str) -> bool:
        """Does the noun name people?"""
        return (
            lemma in self.role_of
            or lemma in self.unmarked
            or lemma in self.households
            or lemma.endswith(self.nouns_ending)
        )

    def all_nouns(self) -> frozenset[str]:
        """Every noun listed: of people, households, groups and bodies of people."""
        listed = self.unmarked | self.households | self.collectives | self.groups
        return listed | self.role_of.keys()

    def may_be_person(self, lemma: str) -> bool:
        """Could an unlisted noun name people, by its ending?"""
        return lemma not in self.others and lemma.endswith(self.endings)


@cache
def load_people(language: str = "en") -> PeopleWords:
    """The nouns of a language; DataError where a noun stands under two roles."""
    path = files("tallybook.language") / language / "people.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    role_of: dict[str, str] = {}
    for role, nouns in data["roles"].items():
        for noun in nouns:
            if noun in role_of and role_of[noun] != role:
                raise DataError(
                    str(path), f"{noun!r} is under {role_of[noun]} and {role}", "keep one of them"
                )
            role_of[noun] = role
    return PeopleWords(
        role_of,
        frozenset(data["unmarked"]["nouns"]) - role_of.keys(),
        frozenset(data["households"]["nouns"]),
        frozenset(data["pairs"]["nouns"]),
        frozenset(data["unmarked"]["collectives"]),
        frozenset(data["groups"]["nouns"]),
        frozenset(data["armed"]["words"]),
        frozenset(data["armed"]["losses"]),
        frozenset(data["bodies"]["all"]),
        frozenset(data["bodies"]["troops"]),
        frozenset(data["bodies"]["police"]),
        frozenset(data["bodies"]["of"]),
        frozenset(data["bodies"]["from"]),
        frozenset(data["bodies"]["leaving"]),
        frozenset(data["bodies"]["within"]),
        {noun: role for role, nouns in data["in_war"].items() for noun in nouns},
        frozenset(data["authorities"]["nouns"]),
        frozenset(data["authorities"]["national"]),
        frozenset(data["authorities"]["of_war"]),
        tuple(data["endings"]["person"]),
        tuple(data["endings"]["always"]),
        frozenset(data["endings"]["others"]),
        frozenset(data["animals"]["nouns"]),
        frozenset(data["pronouns"]["men"]),
        frozenset(data["pronouns"]["personal"]),
        frozenset(data["pronouns"]["open"]),
    )
