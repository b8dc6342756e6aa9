"""The page's own files, each under a name that changes with what is in it, so it is kept for good.

Behind them lie `static/` of the package and what is made once while serving (the chart library).
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_DIGITS: Final = 12
_WORTH_PACKING: Final = ("text/", "application/javascript", "application/json", "image/svg")
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that never changes: its name, type, bytes, and the same packed where that helps."""

    name: str
    media_type: str
    content: bytes
    packed: bytes | None
    digest: str


def asset_of(name: str, content: bytes) -> Asset:
    """The file of that name."""
    ending = name[name.rfind(".") :]
    kind = _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    packs = kind.startswith(_WORTH_PACKING)
    packed = gzip.compress(content, 9, mtime=0) if packs else None
    return Asset(name, kind, content, packed, digest)


class Assets:
    """The files by name. Names may have folders: "pages/tally.css"."""

    def __init__(self) -> None:
        self._found = {
            name: asset_of(name, content)
            for name, content in _walk(files("tallybook.web") / "static", "")
        }

    def add(self, name: str, content: bytes) -> None:
        """One more file, made while serving."""
        self._found[name] = asset_of(name, content)

    def get(self, digest: str, name: str) -> Asset | None:
        """The file, None where there is none of that name or it has changed since."""
        found = self._found.get(name)
        return found if found is not None and found.digest == digest else None

    def url(self, name: str) -> str:
        """Where the page asks for the file; KeyError for one that there is not."""
        return f"/static/{self._found[name].digest}/{name}"


def _walk(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        name = f"{above}{each.name}"
        if each.is_dir():
            found += _walk(each, f"{name}/")
        else:
            found.append((name, each.read_bytes()))
    return found
