"""The real steps: which functions a report goes through, chosen by the user's options."""

from __future__ import annotations

from importlib.metadata import entry_points

from tallybook.catalogue.conventions import load_convention
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.catalogue.measures import load_measures
from tallybook.catalogue.source_words import load_source_words
from tallybook.errors import UnknownName
from tallybook.extract.embedded import ExtractOptions, prepare
from tallybook.extract.foreign import language_to_read
from tallybook.extract.own_measures import check_examples
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import Extract, Steps

EMBEDDED = "embedded"
GROUP = "tallybook.extractors"


def load_steps(options: Options) -> Steps:
    """read, clean and the extractor of that name; UnknownName where there is none."""
    return Steps(load_pages(), load_extractor(options))


def load_extractor(options: Options) -> Extract:
    """The extractor that the options name, made ready for them.

    An entry point gives a function that takes ExtractOptions, raises UsageError for a setting that
    is missing, and gives the extractor: a report and its blocks in, claims and problems out.
    """
    # The user's own files are looked at first, before any ledger is opened or report read.
    language = language_to_read(options.language)
    load_measures(language, options.measures)
    load_convention(options.convention)
    load_source_words(options.sources)
    Gazetteer.load_with(options.places)
    wanted = ExtractOptions(
        language,
        options.convention,
        options.measures,
        options.language is not None,
        options.sources,
        options.places,
    )
    check_examples(wanted)
    if options.extractor == EMBEDDED:
        return prepare(wanted)
    known = {point.name: point for point in entry_points(group=GROUP)}
    if options.extractor not in known:
        raise UnknownName("extractor", options.extractor, sorted({EMBEDDED, *known}))
    made: Extract = known[options.extractor].load()(wanted)
    return made
