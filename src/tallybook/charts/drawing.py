"""Drawing: a spec as SVG, PNG, a page that needs no network, or JSON. The door to vl-convert."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from tallybook.charts.page import page_of
from tallybook.charts.spec import Spec
from tallybook.errors import UsageError

_VEGA_LITE: Final = "6.1"
_ENTRY: Final = "window.draw = vegaEmbed;"
_FINER: Final = 2.0
"""A PNG has so many dots for each pixel across, so that it stays sharp when enlarged."""
_LABELLED: Final = re.compile(
    r'<path aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"([^>]*?)/>'
)
_ROOT: Final = re.compile(r"<svg ([^>]*)>")
_NUMBERED: Final = re.compile(
    r'(\bid="|url\(#|href="#)((?:clip|gradient|pattern)_?)([0-9]+)(?=["\)])'
)
"""Vega numbers what it defines through all that a process has drawn."""


def draw_svg(spec: Spec) -> str:
    """The chart as SVG, with a title and a description, and each statement told on hover.

    The same spec gives the same SVG, whatever was drawn before it.
    """
    drawn = _numbered_anew(_converter().vegalite_to_svg(spec, vl_version=_VEGA_LITE))
    told = _LABELLED.sub(r'<path role="graphics-symbol"\2><title>\1</title></path>', drawn)
    title = html.escape(spec["usermeta"]["title"])
    description = html.escape(spec["description"])
    return _ROOT.sub(
        lambda found: (
            f'<svg {found[1]} role="graphics-document" aria-labelledby="tally-title" '
            f'aria-describedby="tally-description"><title id="tally-title">{title}</title>'
            f'<desc id="tally-description">{description}</desc>'
        ),
        told,
        count=1,
    )


def _numbered_anew(drawn: str) -> str:
    numbers: dict[str, int] = {}
    return _NUMBERED.sub(
        lambda found: (
            f"{found[1]}{found[2]}{numbers.setdefault(found[2] + found[3], len(numbers))}"
        ),
        drawn,
    )


def draw_png(spec: Spec) -> bytes:
    """The chart as PNG, at twice its width in dots."""
    drawn = _converter().vegalite_to_svg(spec, vl_version=_VEGA_LITE)
    found: bytes = _converter().svg_to_png(drawn, scale=_FINER)
    return found


def draw_html(spec: Spec) -> str:
    """A page that holds the chart, the scripts that draw it, and the statements as a table."""
    return page_of(spec, vega_library())


def vega_library() -> str:
    """A JavaScript module that puts Vega-Embed, with all that it needs, on `window.draw`."""
    found: str = _converter().javascript_bundle(_ENTRY, vl_version=_VEGA_LITE)
    return found


def library_version() -> str:
    """What the library follows from: it changes only where this does."""
    found = _converter()
    made_of = (found.__version__, _VEGA_LITE, _ENTRY)
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:12]


def draw_json(spec: Spec) -> str:
    """The spec itself."""
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


FORMATS: Final[Mapping[str, Callable[[Spec], str | bytes]]] = {
    "svg": draw_svg,
    "png": draw_png,
    "html": draw_html,
    "json": draw_json,
}
"""What a chart can be written as, by the ending of the file's name."""


def check_target(target: Path) -> str:
    """The format that the file's name asks for; UsageError where none can be written there."""
    ending = target.suffix.removeprefix(".").lower()
    if ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UsageError(f"{target}: a chart is written as {known}; end the file's name so")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder; name a file")
    if not target.parent.is_dir():
        raise UsageError(f"{target}: there is no folder {target.parent}; make it first")
    if ending != "json":
        _converter()
    return ending


def write_chart(spec: Spec, target: Path) -> None:
    """Writes the chart whole or not at all; what was there before is replaced."""
    drawn = FORMATS[check_target(target)](spec)
    content = drawn.encode("utf-8") if isinstance(drawn, str) else drawn
    try:
        handle, name = tempfile.mkstemp(prefix=".tallybook-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(NEEDS_PLOT) from error
    return vl_convert


NEEDS_PLOT: Final = (
    "charts need two more packages; install them with: pip install 'tallybook[plot]'"
)
