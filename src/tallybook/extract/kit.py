"""Kit: everything that extraction reads by, loaded once and passed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tallybook.catalogue.conventions import Convention, load_convention
from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.measures import load_measures
from tallybook.catalogue.parties import load_parties
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.frames.counts import Words
from tallybook.extract.frames.triggers import compile_lexicon
from tallybook.extract.populations import PopulationWords
from tallybook.extract.scan import Scan
from tallybook.language.cues import Cues, load_cues
from tallybook.language.dates.words import DateWords, load_date_words
from tallybook.language.irregular import load_irregular
from tallybook.language.number_words import NumberWords, load_number_words
from tallybook.language.parser import Parser
from tallybook.language.people import load_people
from tallybook.language.rate_words import RateWords, load_rate_words
from tallybook.language.scan_words import ScanWords, load_scan_words
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
    numbers: NumberWords
    rates: RateWords
    convention: Convention
    dates: DateWords
    gazetteer: Gazetteer
    sources: SourceCatalogue
    cues: Cues
    stances: Stances


@cache
def load_kit(
    language: str = "en", convention: str = "default", measures: tuple[Path, ...] = ()
) -> Kit:
    """Load what extraction reads by; DataError names a file that is wrong, and the remedy."""
    all_measures = load_measures(language, measures)
    people = load_people(language)
    countries = load_countries()
    numbers = load_number_words(language)
    money = [word for rule in numbers.rules if rule.kind == "money" for word in rule.words]
    populations = PopulationWords(people, load_parties(), countries.country_of)
    words = Words(
        all_measures,
        compile_lexicon(all_measures),
        people,
        lambda word: countries.country_of_demonym(word) is not None,
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
        numbers=numbers,
        rates=load_rate_words(language),
        convention=load_convention(convention),
        dates=load_date_words(language),
        gazetteer=Gazetteer.load(),
        sources=SourceCatalogue.load(),
        cues=load_cues(language),
        stances=load_stances(language),
    )
