"""Photographs the page over the bundled stories for the docs: `python -m tools.page_pictures`.

Overview, tally, report and map, each light and dark, wide and on a phone, in Chromium.
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvicorn
from playwright.sync_api import sync_playwright

from tallybook.pipeline.demo import tell_stories
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer
from tallybook.queries import Desk
from tallybook.store import Ledger
from tallybook.web import create_app
from tallybook.web.preparing import PREPARED
from tools.console_examples import ROOT

PICTURES: Final = ROOT / "docs" / "pictures"
STORY: Final = "kursk"
SIZES: Final = {"wide": (1280, 900), "phone": (390, 844)}
THEMES: Final = ("light", "dark")


def main() -> None:
    """Writes all of them."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    with TemporaryDirectory(prefix="tallybook-page-") as folder:
        ledger = Path(folder) / "demo.db"
        pages = _pages(ledger)
        with _served(ledger) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for size, (width, height) in SIZES.items():
                for theme in THEMES:
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if theme == "dark" else "light",
                        locale="en-GB",
                    )
                    page = context.new_page()
                    for name, path in pages.items():
                        page.goto(f"{address}{path}", wait_until="networkidle")
                        target = PICTURES / f"page-{name}-{theme}-{size}.png"
                        page.screenshot(path=target)
                    context.close()
            browser.close()


def _pages(where: Path) -> dict[str, str]:
    """The paths that are photographed, over a fresh ledger of the demo."""
    with Ledger(str(where), create=True) as ledger:
        told = tell_stories(ledger, load_steps(Options()), load_answer(), lambda _: None)
    story = next(each for each in told if each.id == STORY)
    reports = [each for each in story.additions if each.report is not None]
    most = max(reports, key=lambda each: each.claims)
    return {
        "overview": "/",
        "tally": f"/tallies/{story.tallies[0].id}",
        "report": f"/reports/{most.report}",
        "map": "/map",
    }


@contextmanager
def _served(ledger: Path) -> Iterator[str]:
    with Desk(str(ledger), prepare=PREPARED) as desk:
        desk.wait()
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(create_app(desk), log_level="warning", lifespan="off")
        )
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


if __name__ == "__main__":
    main()
