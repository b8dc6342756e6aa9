"""Writes the output under every command in README.md and docs: `python -m tools.console_examples`.

A page is a session. A fence `console` holds commands (`$ tallybook …`) with what they print; a
fence with a file name (`text harbour.txt`) is a file that lies beside them. Each page runs in an
empty folder that holds `src` and `examples` of this checkout, on a terminal of 100 columns. A test
fails where a page is not what this would write.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
COLUMNS = 100
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_OVERWRITTEN = re.compile(r"[^\n\r]*\r(?!\n)")


def pages() -> list[Path]:
    """The pages that show commands with their output."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if "```console\n" in page.read_text("utf-8")]


def with_output(page: Path) -> str:
    """The page's text, its commands run again."""
    text = page.read_text("utf-8")
    with TemporaryDirectory(prefix="tallybook-docs-") as folder:
        where = Path(folder)
        for shown in ("src", "examples"):
            (where / shown).symlink_to(ROOT / shown)
        return _FENCE.sub(lambda found: _again(found, where), text)


def _again(fence: re.Match[str], folder: Path) -> str:
    language, name, body = fence.groups()
    if name is not None:
        (folder / name).write_text(body, encoding="utf-8")
    if language != "console":
        return fence.group()
    return f"```console\n{''.join(_session(body, folder))}```"


def _session(body: str, folder: Path) -> Iterator[str]:
    for line in body.splitlines():
        if line.startswith("$ "):
            yield line + "\n"
            yield from _printed(line[2:], folder)


def _printed(command: str, folder: Path) -> Iterator[str]:
    said = on_terminal(command, folder, TERM="xterm", COLUMNS=str(COLUMNS), NO_COLOR="1")
    plain = _OVERWRITTEN.sub("", _ESCAPE.sub("", said).replace("\r\n", "\n"))
    for line in plain.rstrip().splitlines():
        yield line.rstrip() + "\n"


def on_terminal(command: str, folder: Path, **settings: str) -> str:
    """What a shell command prints where a person reads it, escape codes and all."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if name != "TALLYBOOK_LEDGER"}
    front, back = pty.openpty()
    process = subprocess.Popen(
        command,
        shell=True,
        cwd=folder,
        env={**kept, "PATH": path, **settings},
        stdin=subprocess.DEVNULL,
        stdout=back,
        stderr=back,
    )
    os.close(back)
    chunks: list[bytes] = []
    while True:
        try:
            chunk = os.read(front, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait()
    os.close(front)
    return b"".join(chunks).decode("utf-8", "replace")


if __name__ == "__main__":
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for page in named or pages():
        page.write_text(with_output(page), encoding="utf-8")
