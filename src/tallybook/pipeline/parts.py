"""The parts alone, for measuring them: quantities, attributions and places of whole texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tallybook.clean import find_blocks
from tallybook.extract.attitudes import find_attitudes
from tallybook.extract.foreign import foreign_report, language_to_read
from tallybook.extract.kit import Kit, load_kit
from tallybook.extract.places import find_places
from tallybook.extract.quantities import find_quantities
from tallybook.language.attitudes import load_attitudes
from tallybook.language.detect import detect_language
from tallybook.language.sentences import split_sentences
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Problem, Report, Stage
from tallybook.model.records import Record, number
from tallybook.pipeline.options import Options
from tallybook.pipeline.pages import load_pages
from tallybook.pipeline.readings import place_of, read_reports

Find = Callable[[Report, Kit], Iterator[Record]]


def quantities_of(wheres: Iterable[str], options: Options) -> Iterator[Record | Problem]:
    """Every quantity, counted or not."""
    return _records_of(wheres, options, _quantities)


def attributions_of(wheres: Iterable[str], options: Options) -> Iterator[Record | Problem]:
    """Every attribution: the spans of its source, cue and content."""
    return _records_of(wheres, options, _attributions)


def places_of(wheres: Iterable[str], options: Options) -> Iterator[Record | Problem]:
    """Every place name, with what it resolves to."""
    return _records_of(wheres, options, _places)


def _records_of(wheres: Iterable[str], options: Options, find: Find) -> Iterator[Record | Problem]:
    kit = load_kit(
        language_to_read(options.language),
        options.convention,
        options.measures,
        options.sources,
        options.places,
    )
    for found in read_reports(wheres, options, load_pages().read):
        if isinstance(found, Problem):
            yield found
            continue
        report = found.report
        told = report.language or detect_language(report.text)
        problem = foreign_report(
            replace(report, language=told), kit.language, options.language is not None
        )
        if problem is not None:
            yield problem
            continue
        try:
            for record in find(report, kit):
                yield {**record, "path": report.path}
        except Exception as error:  # noqa: BLE001 - one report's fault must not stop the rest
            reason = f"the part failed: {type(error).__name__}: {error}"
            yield Problem(Stage.EXTRACT, place_of(report), reason, "please report it", report.id)


def _quantities(report: Report, kit: Kit) -> Iterator[Record]:
    for start, end in split_sentences(report.text, 0, len(report.text)):
        for mention in find_quantities(report.text, start, end, kit.numbers, kit.convention):
            quantity = mention.quantity
            yield {
                "text": report.text[mention.start : mention.end],
                "start": mention.start,
                "end": mention.end,
                "low": number(quantity.low),
                "high": number(quantity.high),
                "form": quantity.form.value,
                "unit": quantity.unit,
                "kind": mention.kind,
                "per": mention.per,
            }


def _attributions(report: Report, kit: Kit) -> Iterator[Record]:
    _, blocks = find_blocks(report)
    trees = _trees(report, kit)
    weights = load_attitudes(kit.language)
    words = (kit.sources, kit.cues)
    for credit in find_attitudes(report.text, blocks, trees, words, weights):
        yield {
            "source": _span(credit.start, credit.end),
            "cue": _span(credit.cue_start, credit.cue_end),
            "content": _content(credit),
            "name": credit.source.name,
            "kind": credit.source.kind.value,
            "party": credit.source.party,
            "quoted": credit.quoted,
        }


def _places(report: Report, kit: Kit) -> Iterator[Record]:
    for mention in find_places(report.text, _trees(report, kit), kit.gazetteer):
        place = mention.place
        several = len(place.countries) > 1
        yield {
            "text": report.text[mention.start : mention.end],
            "start": mention.start,
            "end": mention.end,
            "lat": place.lat,
            "lon": place.lon,
            "country": list(place.countries) if several else place.country,
            "precision": place.precision,
            "name": place.name,
            "admin1": place.admin1,
        }


def _trees(report: Report, kit: Kit) -> list[Tree]:
    sentences = split_sentences(report.text, 0, len(report.text))
    return kit.parser.parse(report.text, sentences)


def _span(start: int | None, end: int | None) -> Record | None:
    return None if start is None or end is None or start == end else {"start": start, "end": end}


def _content(credit: Attribution) -> Record | list[Record] | None:
    spans = [{"start": start, "end": end} for start, end in credit.content]
    return None if not spans else spans[0] if len(spans) == 1 else spans
