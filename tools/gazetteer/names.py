"""Which of the names that GeoNames lists are kept, and under which keys."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallybook.catalogue.toponyms import fold

# Latin script, beginning with a capital: no transliteration marks of other scripts, no codes.
_WRITABLE = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-žƏə'’‘ʻ` .\-]{2,39}")
_TYPES = (
    "oblast|krai|kray|republic|okrug|autonomous|governorate|muhafazat|province|region|state|department"
    "|departamento|provincia|prefecture|county|parish|district|rayon|raion|voivodeship|canton|emirate"
    "|municipality|metropolitan|division|regency|borough|census area|territory"
    "|federal|zone|area|commune|arrondissement|local government|administrative|wilaya|municipio"
    "|comarca|judet|judetul|kabupaten|urban|gorodskoy|autonome|powiat|hromada"
    "|area|unitary authority"
)
_AFTER = re.compile(rf"(?: (?:{_TYPES}))+$")
_BEFORE = re.compile(
    r"^(?:(?:autonomous )?(?:state|province|republic|governorate|department|county|municipality"
    r"|region|provincia|departamento|estado|municipio|departement|region|gobernacion|powiat|kabupaten"
    r"|oblast|kota|gorodskoy okrug) (?:of the |of |de la |de los |del |de |du |d |des |)?)"
)


def writable(name: str) -> bool:
    """Whether news in a Latin script could write the name so."""
    return bool(_WRITABLE.fullmatch(name)) and not (name.isupper() and len(name) <= 4)


def town_keys(name: str, others: Iterable[str]) -> tuple[str, set[str]]:
    """The key of a town's own name, and those of its other names."""
    main = fold(name)
    keys = {fold(other) for other in others if writable(other)}
    return main, {key for key in keys - {main} if len(key) > 2}


def region_keys(names: list[str]) -> tuple[set[str], set[str]]:
    """The keys of a region's own name with and without its type word, and of its other names."""
    own = {fold(names[0]), bare(fold(names[0]))}
    others = {fold(name) for name in names[1:] if writable(name)}
    others |= {bare(key) for key in others}
    return {key for key in own if key}, {key for key in others - own if len(key) > 2}


def bare(key: str) -> str:
    """A region's key without its type: "kursk oblast" gives "kursk".

    >>> bare("province of aleppo"), bare("rapides parish")
    ('aleppo', 'rapides')
    """
    short = _BEFORE.sub("", _AFTER.sub("", key))
    return short if len(short) > 2 else key
