"""The real steps: which functions a report goes through, chosen by the user's options."""

from __future__ import annotations

from functools import partial
from importlib.metadata import entry_points

from tallybook.catalogue.conventions import load_convention
from tallybook.catalogue.measures import load_measures
from tallybook.errors import UnknownName
from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import Extract, Steps

EMBEDDED = "embedded"
GROUP = "tallybook.extractors"


def load_steps(options: Options) -> Steps:
    """read, clean and the extractor of that name; UnknownName where there is none."""
    return Steps(load_pages(), load_extractor(options))


def load_extractor(options: Options) -> Extract:
    """The extractor that the options name, with its own options set."""
    # The user's own files are looked at first, before any ledger is opened or report read.
    load_measures(options.language or "en", options.measures)
    load_convention(options.convention)
    wanted = ExtractOptions(options.language or "en", options.convention, options.measures)
    if options.extractor == EMBEDDED:
        return partial(extract, options=wanted)
    known = {point.name: point for point in entry_points(group=GROUP)}
    if options.extractor not in known:
        raise UnknownName("extractor", options.extractor, sorted({EMBEDDED, *known}))
    return partial(known[options.extractor].load(), options=wanted)
