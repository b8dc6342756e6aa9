"""LGL and GeoVirus: place names found in news, and how near to where people put them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.evaluate.geoparsing import Located, score
from tallybook.evaluate.scores import Outcome, outcome_of
from tallybook.extract.places import find_places
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences

FOLDER = "../shared/data/geoparsing"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Precision, recall and nearness on both sets, whole; `limit` does nothing."""
    parser, gazetteer = Parser.load(), Gazetteer.load()

    def find(text: str) -> Sequence[Located]:
        trees = parser.parse(text, split_sentences(text, 0, len(text)))
        return [
            Located(each.start, each.end, each.place.lat, each.place.lon, each.kind == "demonym")
            for each in find_places(text, trees, gazetteer)
        ]

    misses: list[str] = []
    return outcome_of({**score(folder, find, misses), "misses": misses})
