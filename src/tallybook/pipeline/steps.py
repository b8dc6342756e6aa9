"""The real steps: which functions a report goes through, chosen by the user's options."""

from __future__ import annotations

from functools import partial
from importlib.metadata import entry_points

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
    wanted = ExtractOptions(options.language or "en", options.convention, options.measures)
    if options.extractor == EMBEDDED:
        return partial(extract, options=wanted)
    known = {point.name: point for point in entry_points(group=GROUP)}
    if options.extractor not in known:
        raise UnknownName("extractor", options.extractor, sorted({EMBEDDED, *known}))
    return partial(known[options.extractor].load(), options=wanted)
