"""Full names of persons by the report's words alone, where no parsed sentence introduces them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue

_BEFORE: Final = re.compile(
    r"(?<![\w.’'-])((?:(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.|al|de|van|von|bin) ){1,3})$"
)
_REACH: Final = 60


def full_name_of(
    text: str, surname: str, before: int, is_no_name: Container[str], plain: Callable[[str], str]
) -> str | None:
    """ "Ana Lund" for "Lund", where the text before the offset names just one person of that name.

    is_no_name: words in small letters that are written large and no forename ("Monday"). plain: a
    name without its titles. None where nobody or more than one is named so.
    """
    found: set[str] = set()
    either = f"[{surname[0].upper()}{surname[0].lower()}]"  # "De Mistura" is "Staffan de Mistura"
    for mention in re.finditer(rf"\b{either}{re.escape(surname[1:])}\b", text[:before]):
        around = _BEFORE.search(text, max(0, mention.start() - _REACH), mention.start())
        if around is None:
            continue
        words = around.group(1).split()
        while words and words[0].strip(".").lower() in is_no_name:
            words.pop(0)
        name = plain(" ".join([*words, mention.group()]))
        if len(name.split()) > len(surname.split()):
            found.add(name)
    longest = max(found, key=len, default=None)
    return longest if longest and all(_is_short_for(one, longest) for one in found) else None


def no_forenames(catalogue: SourceCatalogue, small: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Words that are written large before a surname and are none of the name's.

    small: the small words of cues.toml.
    """
    titles = {part.strip(".") for title in catalogue.words.titles for part in title.split()}
    naming = catalogue.words.naming["not_names"] | catalogue.words.naming["institutions"]
    return frozenset(titles | naming | small["honorifics"] | small["no_forenames"])


def _is_short_for(name: str, longer: str) -> bool:
    return set(name.split()) <= set(longer.split())
