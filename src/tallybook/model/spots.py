"""Spots: places so small that what happens in one on a day is one happening."""

from __future__ import annotations

import re
from typing import Final

from tallybook.model.place import Place

_WORD: Final = re.compile(r"[^\W\d_a-z][\w’'-]*")


def is_one_spot(left: Place, right: Place) -> bool:
    """Of two places that agree: a town, village or building each, or one village of no list?

    What no list has stands as the region that holds it, and its name in the words alone.
    """
    if left.precision == right.precision == "place":
        return True
    return bool(_unlisted(left)) and _unlisted(left) == _unlisted(right)


def _unlisted(place: Place) -> str:
    """ "Agdam" of "shelling of the village of Agdam" in a district; "" for the district itself."""
    names = _WORD.findall(place.text)
    if not names or place.name is None or place.precision == "place":
        return ""
    last: str = names[-1]
    return "" if last.casefold() in place.name.casefold() else last
