"""A served page and a real browser. Each visit fails where the page logs an error, asks anything
of another machine, or cannot load a part of itself."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tallybook.pipeline.demo import tell_stories, tell_story
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer
from tallybook.queries import Desk
from tallybook.store import Ledger
from tallybook.web import Settings, create_app
from tallybook.web.preparing import PREPARED

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Site:
    """A page that is served: where, and over which desk."""

    address: str
    desk: Desk

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@pytest.fixture(scope="session")
def told_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with all bundled stories. Read it only: make a copy of it to write."""
    path = tmp_path_factory.mktemp("told") / "told.db"
    answer = load_answer()
    with Ledger(str(path), create=True) as ledger:
        tell_stories(ledger, load_steps(Options()), answer, lambda _: None)
        tell_story(ledger, "tavush", answer, lambda _: None)
    return path


@contextmanager
def _served(ledger: Path, settings: Settings | None = None) -> Iterator[Site]:
    with Desk(str(ledger), every=0.2, prepare=PREPARED) as desk:
        desk.wait()
        listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(desk, settings), log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", desk)
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Site]]:
    """Serves a ledger by its path, with settings if given, until the module's tests are done."""
    with ExitStack() as served:
        yield lambda *given: served.enter_context(_served(*given))


@pytest.fixture(scope="session")
def site(told_ledger: Path) -> Iterator[Site]:
    """All bundled stories, served read-only; shared by all tests."""
    with _served(told_ledger, Settings(writable=False)) as served:
        yield served


@pytest.fixture
def own_site(told_ledger: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy of the bundled stories that a test may write to."""
    for each in told_ledger.parent.iterdir():
        if each.is_dir():
            shutil.copytree(each, tmp_path / each.name)
        else:
            shutil.copy(each, tmp_path / each.name)
    with _served(tmp_path / told_ledger.name) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: .ci/run installs it")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@dataclass
class Visit:
    """A page in the browser, and what went wrong on it."""

    page: Page
    site: Site
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def go(self, path: str) -> Page:
        """Opens a path of the site; the page once it has loaded."""
        self.page.goto(self.site.url(path), wait_until="load")
        return self.page

    def expect_fault(self, *words: str) -> None:
        """Faults with these words in them are what the test is about."""
        self.expected += words

    def check(self) -> None:
        """Fails where anything went wrong that was not expected."""
        left = [one for one in self.faults if not any(words in one for words in self.expected)]
        assert left == []


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a browser window on a site: `visiting(site, width=390, dark=True, …)`."""
    opened: list[tuple[Visit, Any]] = []

    def visit(
        on: Site, *, width: int = 1280, height: int = 900, dark: bool = False, **more: Any
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **{"locale": "en-GB", "timezone_id": "UTC", **more},  # type: ignore[arg-type]
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        made = Visit(page, on)

        def guard(route: Route, request: Request) -> None:
            if request.url.startswith((on.address, "data:", "blob:")):
                route.continue_()
            else:
                made.faults.append(f"asked another machine: {request.url}")
                route.abort()

        context.route("**/*", guard)
        page.on(
            "console",
            lambda told: (
                made.faults.append(f"console: {told.text}")
                if told.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: made.faults.append(f"script: {error}"))
        opened.append((made, context))
        return made

    yield visit
    for _, context in opened:
        context.close()
    for made, _ in opened:
        made.check()


@pytest.fixture
def visit(visiting: Callable[..., Visit], site: Site) -> Visit:
    """A wide light window on the bundled stories."""
    return visiting(site)
