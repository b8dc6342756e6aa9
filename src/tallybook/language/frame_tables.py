"""Tables of a language's frames.toml, a record each; the comments there say what a list is for."""

from __future__ import annotations

from dataclasses import dataclass

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of grammar, wherever a frame meets them."""

    of: Words
    among: Words
    company: Words
    source: Words
    goal: Words
    point: Words
    agent: Words
    addition: Words
    role: Words
    be: Words
    have: Words
    relatives: Words
    articles: Words
    negations: Words
    alternatives: Words
    pauses: Words
    closing: Words
    brackets: Words
    colons: Words


@dataclass(frozen=True, slots=True)
class Endings:
    """How participles and plurals are written."""

    participles: Words
    irregular: Words
    regular: Words
    active: Words
    nouns_too: Words
    past: Words
    past_of_level: Words
    plurals: Words
    collective_plurals: Words


@dataclass(frozen=True, slots=True)
class Arguments:
    """From a verb to what it counts."""

    whose: Words
    captives: Words
    along: Words
    aiming: Words
    shooting: Words
    before_clause: Words
    become: Words
    leaving: Words


@dataclass(frozen=True, slots=True)
class Telling:
    """Is it told as a thing that happened?"""

    supposed: Words
    past: Words
    past_only: Words
    present: Words
    fatal: Words
    lives: Words
    saying: Words
    weak: Words
    judging: Words
    questions: Words
    modal: Words


@dataclass(frozen=True, slots=True)
class Denying:
    """What leaves a deed undone."""

    yet: Words
    failing: Words
    remaining: Words
    making: Words
    goals: Words
    no_danger: Words
    alive: Words
    nobody: Words


@dataclass(frozen=True, slots=True)
class Losses:
    """Losses without a number."""

    suffered: Words
    heavy: Words
    denied: Words
    without: Words
    known: Words
    of_men: Words
    no: Words
    not_of_men: Words
    money: Words


@dataclass(frozen=True, slots=True)
class Reports:
    """What is not reported, where there were none."""

    nouns: Words


@dataclass(frozen=True, slots=True)
class Presence:
    """Troops that are somewhere."""

    locative: Words
    acting: Words
    backing: Words
    sizing: Words
    bodies: Words
    teams: Words
    missions: Words
    elsewhere: Words
    numbering: Words
    strong: Words


@dataclass(frozen=True, slots=True)
class Repeats:
    """Bare figures that go on from a count."""

    joining: Words
    placing: Words
    timing: Words
    somewhere: Words
    changes: Words
    earlier: Words
    openings: Words
    definite: Words
    giving: Words
    taking: Words
    compared: Words
    owning: Words
    figures: Words
    doing: Words
    it: Words
    how: Words
    many: Words


@dataclass(frozen=True, slots=True)
class Parts:
    """Sub-counts and their wholes."""

    shared: Words
    finding: Words
    deaths: Words
    bodies: Words
    degrees: Words
    loose: Words
    among: Words
    belonging: Words
    opposed: Words
    openers: Words
    wholes: Words
    others: Words
    another: Words
    in_all: Words
    all: Words
    hyphens: Words
    quotes: Words
    out_of: Words
    joining: Words
    known: Words
    taken_from: Words
    open: Words
    each: Words
    every: Words
    everybody: Words
    one: Words


@dataclass(frozen=True, slots=True)
class Spans:
    """How far a count's words reach."""

    relational: Words
    particles: Words


@dataclass(frozen=True, slots=True)
class Tolls:
    """Nouns that a bare figure is said of."""

    stops: Words
    earlier: Words
    hurt: Words
    generic: Words
    reaching: Words
    counted: Words
    singular: Words
    aboard: Words
    surpassing: Words
    including: Words
    owners: Words
    definite: Words
    bullets: Words
    both: Words
    up_to: Words
    now: Words
    going: Words


@dataclass(frozen=True, slots=True)
class Counted:
    """Of whom, where the noun leaves it open."""

    others: Words
    suffering: Words
    reporting: Words
    suffer: Words
    own: Words


@dataclass(frozen=True, slots=True)
class Sufferers:
    """Whose the casualties are."""

    suffer: Words
    inflict: Words
    upon: Words
    among: Words
    cost: Words


@dataclass(frozen=True, slots=True)
class Refusals:
    """What a frame reads, but the sentence does not say happened."""

    sending: Words
    returning: Words
    attempts: Words
    designs: Words
    more: Words
    than: Words
    habits: Words
    former: Words
    traps: Words
    at_large: Words
    afflictions: Words
    held: Words
    keepers: Words
    confined: Words
    homecoming: Words
    residents: Words
    escapes: Words
    freeing: Words
    patients: Words
    treating: Words
    infected: Words
    withdrawn: Words
    wards: Words
    crowd: Words
    victims: Words
    other_harms: Words
    modals: Words
    perfect: Words
    hyphens: Words
    hardly: Words
    prevented: Words
    several_of_one: Words
    camps: Words
    other_camps: Words
    living: Words
