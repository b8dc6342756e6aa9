"""Kit: everything that extraction reads by, loaded once and passed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tallybook.catalogue.conventions import Convention, load_convention
from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.currencies import Currencies, load_currencies
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.measures import load_measures
from tallybook.catalogue.parties import load_parties
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.agents import AgentKit
from tallybook.extract.frames.triggers import compile_lexicon
from tallybook.extract.frames.words import Words
from tallybook.extract.populations import PopulationWords
from tallybook.extract.scan import Scan
from tallybook.language.agent_words import load_agent_words
from tallybook.language.background_words import BackgroundWords, load_background_words
from tallybook.language.confidence import Weights, load_weights
from tallybook.language.cues import Cues, load_cues
from tallybook.language.dates.words import DateWords, load_date_words
from tallybook.language.frame_words import load_frame_words
from tallybook.language.irregular import load_irregular
from tallybook.language.number_words import NumberWords, load_number_words
from tallybook.language.parser import Parser
from tallybook.language.part_words import PartWords, load_part_words
from tallybook.language.people import load_people
from tallybook.language.rate_words import RateWords, load_rate_words
from tallybook.language.scan_words import ScanWords, load_scan_words
from tallybook.language.scope_words import ScopeWords, load_scope_words
from tallybook.language.stances import Stances, load_stances


@dataclass(frozen=True, slots=True)
class Kit:
    """Words, catalogues and the parser of one language under one convention."""

    language: str
    parser: Parser
    words: Words
    scan: Scan
    scan_words: ScanWords
    populations: PopulationWords
    agents: AgentKit
    numbers: NumberWords
    rates: RateWords
    scopes: ScopeWords
    background: BackgroundWords
    parts: PartWords
    convention: Convention
    dates: DateWords
    currencies: Currencies
    gazetteer: Gazetteer
    sources: SourceCatalogue
    cues: Cues
    stances: Stances
    confidence: Weights


@cache
def load_kit(
    language: str = "en",
    convention: str = "default",
    measures: tuple[Path, ...] = (),
    sources: tuple[Path, ...] = (),
    places: tuple[Path, ...] = (),
) -> Kit:
    """Load what extraction reads by; DataError names a file that is wrong, and the remedy.

    measures, sources, places: the user's own files beside the built-in ones.
    """
    all_measures = load_measures(language, measures)
    people = load_people(language)
    forms = load_frame_words(language)
    countries = load_countries()
    numbers = load_number_words(language)
    money = [word for rule in numbers.rules if rule.kind == "money" for word in rule.words]
    populations = PopulationWords(people, load_parties(), countries.country_of)
    words = Words(
        all_measures,
        compile_lexicon(all_measures, forms),
        people,
        lambda word: countries.country_of_demonym(word) is not None,
        forms,
        load_part_words(language).states,
    )
    return Kit(
        language=language,
        parser=Parser.load(language),
        words=words,
        scan=Scan(
            all_measures,
            load_scan_words(language),
            load_irregular(language),
            numbers.starters,
            money,
            people.role_of,
            people.all_nouns(),
            lambda word: countries.country_of_demonym(word) is not None,
        ),
        scan_words=load_scan_words(language),
        populations=populations,
        agents=AgentKit(populations, load_agent_words(language), forms),
        numbers=numbers,
        rates=load_rate_words(language),
        scopes=load_scope_words(language),
        background=load_background_words(language),
        parts=load_part_words(language),
        convention=load_convention(convention),
        dates=load_date_words(language),
        currencies=load_currencies(),
        gazetteer=Gazetteer.load_with(places),
        sources=SourceCatalogue.load(sources),
        cues=load_cues(language),
        stances=load_stances(language),
        confidence=load_weights(language),
    )
