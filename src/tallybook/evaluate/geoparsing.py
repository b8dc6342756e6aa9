"""Scores place finding on sets of texts with marked toponyms (LGL, GeoVirus).

LGL (Lieberman et al. 2010) marks demonyms and the place names inside the names of local
institutions, and holds streets and the like without coordinates; those are neither right nor wrong
here. GeoVirus (Gritta et al. 2018) marks no demonyms; its offsets are counted from 1.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallybook.errors import DataError

EARTH_RADIUS_KM = 6371.0
# "Accuracy@161km", 100 miles: Cheng, Caverlee and Lee 2010.
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Located:
    """A toponym in a text; lat and lon are None where it is not located."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the toponyms that people marked in it."""

    text: str
    toponyms: tuple[Located, ...]


Find = Callable[[str], Sequence[Located]]


def score(folder: Path, find: Find, errors: list[str] | None = None) -> dict[str, dict[str, float]]:
    """Both sets' figures, in percent; `errors`, where given, is filled with lines to read."""
    sets = {"lgl": read_lgl(folder / "lgl.xml"), "geovirus": read_geovirus(folder / "GeoVirus.xml")}
    return {
        name: score_texts(texts, find, demonyms=name == "lgl", errors=errors)
        for name, texts in sets.items()
    }


def score_texts(
    texts: Iterable[Marked], find: Find, *, demonyms: bool, errors: list[str] | None = None
) -> dict[str, float]:
    """Precision, recall and F1 by exact span and by overlap; of matched ones, how many lie near.

    demonyms: whether the set marks them; otherwise those found are left out.
    """
    exact = overlap = found_count = gold_count = near = located = 0
    for marked in texts:
        found = [each for each in find(marked.text) if demonyms or not each.demonym]
        gold = [each for each in marked.toponyms if each.lat is not None]
        ignored = [each for each in marked.toponyms if each.lat is None]
        pairs = match(gold, found)
        hit = {id(each) for _, each in pairs}
        extra = [each for each in found if id(each) not in hit and not match(ignored, [each])]
        found_count += len(pairs) + len(extra)
        gold_count += len(gold)
        overlap += len(pairs)
        for right, each in pairs:
            exact += (right.start, right.end) == (each.start, each.end)
            located += 1
            far = distance(right, each)
            near += far <= NEAR_KM
            if errors is not None and far > NEAR_KM:
                errors.append(f"far {far:6.0f} km: {_around(marked.text, right)}")
        if errors is not None:
            seen = {id(right) for right, _ in pairs}
            errors += [
                f"missed: {_around(marked.text, each)}" for each in gold if id(each) not in seen
            ]
            errors += [f"extra: {_around(marked.text, each)}" for each in extra]
    return {
        "texts_toponyms": float(gold_count),
        **_figures("exact", exact, found_count, gold_count),
        **_figures("overlap", overlap, found_count, gold_count),
        "within_161_km": round(100 * near / max(located, 1), 1),
    }


def match(gold: Sequence[Located], found: Sequence[Located]) -> list[tuple[Located, Located]]:
    """Pairs that overlap, the same span first; each is used once."""
    pairs: list[tuple[Located, Located]] = []
    left = list(found)
    for same in (True, False):
        for right in gold:
            if any(right is taken for taken, _ in pairs):
                continue
            for each in left:
                if (
                    (each.start, each.end) == (right.start, right.end)
                    if same
                    else each.start < right.end and right.start < each.end
                ):
                    pairs.append((right, each))
                    left.remove(each)
                    break
    return pairs


def distance(one: Located, other: Located) -> float:
    """Kilometres along the great circle; infinite where either is not located."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def read_lgl(path: Path) -> list[Marked]:
    """The Local-Global Lexicon."""
    texts = []
    for article in _root(path):
        toponyms = []
        for toponym in article.iterfind("toponyms/toponym"):
            tag = toponym.find("gaztag")
            lat = lon = None
            if tag is not None:
                lat, lon = float(_text(tag, "lat")), float(_text(tag, "lon"))
            toponyms.append(
                Located(int(_text(toponym, "start")), int(_text(toponym, "end")), lat, lon)
            )
        texts.append(Marked(_text(article, "text"), tuple(toponyms)))
    return texts


def read_geovirus(path: Path) -> list[Marked]:
    """GeoVirus."""
    texts = []
    for article in _root(path):
        text = _text(article, "text")
        toponyms = [
            Located(
                _start_of(text, _text(place, "name"), int(_text(place, "start"))),
                _start_of(text, _text(place, "name"), int(_text(place, "start")))
                + len(_text(place, "name")),
                float(_text(place, "lat")),
                float(_text(place, "lon")),
            )
            for place in article.iterfind("locations/location")
        ]
        texts.append(Marked(text, tuple(toponyms)))
    return texts


def _start_of(text: str, name: str, start: int) -> int:
    """Where the name really begins: a character or two before its mark."""
    at = text.find(name, max(start - 3, 0), start + len(name) + 3)
    return at if at >= 0 else start - 1


def _figures(kind: str, right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    values = {"precision": precision, "recall": recall, "f1": f1}
    return {f"{kind}_{name}": round(100 * value, 1) for name, value in values.items()}


def _around(text: str, at: Located) -> str:
    before = text[max(at.start - 45, 0) : at.start]
    after = text[at.end : at.end + 30]
    return f"{before}[[{text[at.start : at.end]}]]{after}".replace("\n", " ")


def _root(path: Path) -> ElementTree.Element:
    try:
        return ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise DataError(str(path), f"cannot be read ({error})", "fetch the set again") from None


def _text(element: ElementTree.Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else found.text or ""
