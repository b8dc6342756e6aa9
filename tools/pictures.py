"""Draws docs/pictures/demo.svg out of what `tallybook demo` prints: `python -m tools.pictures`."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tools.console_examples import ROOT, on_terminal

PICTURE = ROOT / "docs" / "pictures" / "demo.svg"
COLUMNS = 100
STORY = "NORTH KOREAN LOSSES"
PAPER = TerminalTheme(
    (250, 249, 246),
    (38, 40, 46),
    [(38, 40, 46), (170, 50, 47), (60, 110, 60), (150, 110, 20), (40, 90, 150), (120, 60, 130),
     (30, 115, 120), (90, 92, 98)],
    [(90, 92, 98), (190, 60, 57), (70, 125, 70), (165, 125, 30), (50, 105, 170), (135, 75, 145),
     (40, 130, 135), (38, 40, 46)],
)  # fmt: skip
_CELL = 12.2
"""How wide Rich draws a character."""
_WORDS = re.compile(r'<text ([^>]*?)x="([\d.]+)"([^>]*?)textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_GAP = re.compile(r"(?:&#160;){2,}")
_WEB_FONT = re.compile(r"@font-face \{.*?\}", re.S)


def picture() -> str:
    """The SVG: the first story's foremost tallies as they stand on a terminal."""
    said = on_terminal("tallybook demo", ROOT, TERM="xterm", COLUMNS=str(COLUMNS))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor")
    console.print(Text("$ tallybook demo\n", style="bold"))
    for line in _story(said.replace("\r\n", "\n").splitlines()):
        console.print(Text.from_ansi(line), no_wrap=True, overflow="ignore", crop=False)
    drawn = console.export_svg(title="tallybook demo", theme=PAPER, unique_id="tallybook")
    plain = _WEB_FONT.sub("", drawn).replace("Fira Code", "ui-monospace, Menlo, Consolas")
    apart = _WORDS.sub(_columns, plain)
    return re.sub(r"[ \t]+$", "", apart, flags=re.M)


def _columns(line: re.Match[str]) -> str:
    """One text element a column, so that columns stand straight in any font."""
    before, x, between, after, words = line.groups()
    if "-title" in before + between:
        return line.group()
    drawn, at, position = [], float(x), 0
    for gap in [*_GAP.finditer(words), None]:
        piece = words[position : gap.start() if gap else len(words)]
        length = len(html.unescape(piece)) * _CELL
        if piece.strip():
            drawn.append(
                f'<text {before}x="{at:g}"{between}textLength="{length:g}"{after}>{piece}</text>'
            )
        at += length
        if gap:
            at += len(html.unescape(gap.group())) * _CELL
            position = gap.end()
    return "".join(drawn)


def _story(lines: list[str]) -> list[str]:
    """The lines from the story's title to the count of its smaller questions."""
    first = next(at for at, line in enumerate(lines) if line.startswith(STORY))
    last = next(at for at, line in enumerate(lines) if at > first and "smaller question" in line)
    return [line.rstrip() for line in lines[first : last + 1]]


if __name__ == "__main__":
    Path(PICTURE).parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
