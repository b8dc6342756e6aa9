"""Draws how far confidence can be trusted: python -m tools.reliability

Writes docs/pictures/reliability.svg and the table in docs/explanation/confidence.md, out of what
`tallybook eval confidence` measures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from math import sqrt

from tallybook.evaluate.reliability import (
    Bin,
    bins_of,
    brier,
    calibration_error,
    chance_error,
    judge,
    ranking,
)
from tallybook.evaluate.sets.confidence import FOLDER, TABLES, apart
from tallybook.language.confidence import read_folds
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_extractor
from tools.console_examples import ROOT

PICTURE = ROOT / "docs" / "pictures" / "reliability.svg"
PAGE = ROOT / "docs" / "explanation" / "confidence.md"
_TABLE = re.compile(r"(<!-- reliability -->\n).*?(<!-- /reliability -->)", re.S)
SIDE, LEFT, TOP, RIGHT, BELOW = 360, 66, 20, 34, 56
INK, SOFT, LINE, MARK = "#26282e", "#62646b", "#d8d5cd", "#1f6f8b"


def picture(bins: Sequence[Bin]) -> str:
    """The SVG: said against come true, a dot a bin, its area by size, with a 95 % interval."""
    width, height = LEFT + SIDE + RIGHT, TOP + SIDE + BELOW
    claims = sum(one.size for one in bins)
    told = f"Confidence against the share of claims that are right, {claims} claims"
    body = "\n".join(_parts(bins))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="ui-sans-serif, system-ui, sans-serif" font-size="13">\n'
        f"<title>{html.escape(told)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#faf9f6"/>\n{body}\n</svg>\n'
    )


def _parts(bins: Sequence[Bin]) -> Iterator[str]:
    for step in range(0, 11, 2):
        x, y, name = _x(step / 10), _y(step / 10), f"{step * 10} %"
        yield f'<path d="M{x} {TOP}V{TOP + SIDE}M{LEFT} {y}H{LEFT + SIDE}" stroke="{LINE}"/>'
        below = TOP + SIDE + 20
        yield f'<text x="{x}" y="{below}" fill="{SOFT}" text-anchor="middle">{name}</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" fill="{SOFT}" text-anchor="end">{name}</text>'
    yield (
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="{SOFT}" stroke-dasharray="5 5"/>'
        f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 44}" fill="{INK}" text-anchor="middle">'
        f"confidence</text>"
        f'<text transform="translate(16 {TOP + SIDE / 2}) rotate(-90)" fill="{INK}" '
        f'text-anchor="middle">claims that are right</text>'
    )
    biggest = max(one.size for one in bins)
    for one in bins:
        low, high = wilson(one.right, one.size)
        x, y = _x(one.confidence), _y(one.right / one.size)
        radius = round(3 + 9 * sqrt(one.size / biggest), 1)
        yield f'<path d="M{x} {_y(low)}V{_y(high)}" stroke="{MARK}" stroke-width="1.5"/>'
        yield (
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{MARK}" fill-opacity=".75">'
            f"<title>{one.right} of {one.size} right at {one.confidence:.2f}</title></circle>"
        )


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)


def wilson(right: int, size: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927), 95 % by default."""
    share = right / size
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, middle - half), min(1.0, middle + half)


def table(bins: Sequence[Bin], told: Sequence[tuple[float, bool]]) -> str:
    """The figures in Markdown."""
    right = sum(ok for _, ok in told)
    rows = "".join(
        f"| {one.low:.1f} to {one.high:.1f} | {one.size} | {one.confidence:.2f} "
        f"| {one.right / one.size:.2f} |\n"
        for one in bins
    )
    base = right / len(told)
    return (
        f"Measured on {date.today():%d %B %Y}: {len(told)} claims, {right} of them right in every "
        f"field that the key gives ({100 * base:.0f} %); expected calibration error "
        f"{calibration_error(bins):.3f}, where chance alone would give {chance_error(told):.3f}; "
        f"Brier score {brier(told):.3f}, where saying {base:.2f} of every claim would give "
        f"{base * (1 - base):.3f}; of a right and a wrong claim the right one is trusted more in "
        f"{100 * ranking(told):.0f} of 100 pairs.\n\n"
        f"| confidence | claims | mean | right |\n|---|---|---|---|\n{rows}"
    )


def main() -> None:
    """Measures, draws, and writes the table into the page."""
    judged = list(judge(ROOT / FOLDER, load_extractor(Options())))
    told = apart(judged, read_folds(ROOT / TABLES))
    bins = bins_of(told)
    PICTURE.write_text(picture(bins), encoding="utf-8")
    page = PAGE.read_text("utf-8")
    figures = table(bins, told)
    PAGE.write_text(_TABLE.sub(lambda at: f"{at[1]}{figures}{at[2]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
