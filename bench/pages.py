"""How fast every page of the site answers over a big ledger, and how heavy it is.

python -m bench.ledgers --out big.db && python -m bench.pages big.db
python -m bench.ledgers --one 100000 --out one.db && python -m bench.pages one.db --times 20

Each page is asked for at many addresses that differ, one after the other, in one process, with the
compression that a browser asks for. Server time is the processor time from the request to the last
byte of the answer; what another process draws meanwhile is not in it. Where an answer is worked out
beside, a second line tells after how long, by the clock, it is there.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import resource
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from urllib.parse import unquote, urlsplit

from bench.addresses import PAGES, Kind
from bench.ledgers import make_ledger, readings
from fastapi import FastAPI

from tallybook.queries import Desk, View
from tallybook.queries.asked import SOON, WHOLE
from tallybook.queries.asked_around import around, near
from tallybook.web import Settings, create_app
from tallybook.web.preparing import PREPARED

_LIMIT_MS = 100
_UNDERWAY = 202
_AGAIN_S = 0.02
_LOOKED_AT = 500
_SMALL = 1_500
"""Reports of the ledger that is made where none is given: 10,000 claims."""
_STATIC = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
_LIBRARY = ("vega", "vl-", "charts/")
"""What is in the name of the chart library, which is counted apart."""


@dataclass
class Answer:
    """What came of a request. told: the status once nothing is worked out any more."""

    status: int = 0
    body: bytearray = field(default_factory=bytearray)
    packed: bool = False
    ms: float = 0.0
    told: int = 0


async def ask(app: FastAPI, address: str, headers: Iterable[tuple[bytes, bytes]] = ()) -> Answer:
    """One request to the app, straight through its door."""
    parts = urlsplit(address)
    got, sent = Answer(), False
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
        "state": {},
    }

    async def receive() -> dict[str, object]:
        nonlocal sent
        if sent:
            await asyncio.sleep(3600)
        sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            got.status = message["status"]
            told = dict(message.get("headers", ()))
            got.packed = told.get(b"content-encoding") == b"gzip"
        else:
            got.body += message.get("body", b"")

    begun = process_time()
    with suppress(Exception):  # told as a status, once the page of the fault is sent
        await app(scope, receive, send)
    got.ms = 1000 * (process_time() - begun)
    return got


async def ask_till_told(app: FastAPI, address: str) -> tuple[Answer, float]:
    """The first response, and how many ms pass until what is worked out meanwhile is there.

    A page that is being worked out (202) comes back by itself; here it is asked for again at once.
    """
    begun = perf_counter()
    first = last = await ask(app, address)
    while last.status == _UNDERWAY:
        await asyncio.sleep(_AGAIN_S)
        last = await ask(app, address)
    first.told = last.status
    return first, 1000 * (perf_counter() - begun)


async def measure(app: FastAPI, kind: Kind, view: View, times: int) -> str | None:
    """What is told of a page; None where the site has no such page."""
    addresses = list(dict.fromkeys(kind.addresses(view, times)))[: kind.most or times]
    if not addresses:
        return f"{kind.name:28} nothing in this ledger to ask for"
    warm = await ask(app, addresses[-1])
    if warm.status == 404:
        return None
    asked = [await ask_till_told(app, address) for address in addresses]
    found = [first for first, _ in asked]
    wrong = {one.told for one in found} - {200}
    sizes = sorted(len(one.body) / 1024 for one in found)
    mark = f"statuses {sorted(wrong)}" if wrong else ""
    lines = [_line(kind.name, [one.ms for one in found], sizes, mark)]
    later = [ms for first, ms in asked if first.status == _UNDERWAY]
    if later:
        told = f"{len(later)} of them worked out beside"
        lines.append(_line("  until the answer is there", [ms for _, ms in asked], [], told))
    return "\n".join(lines)


def _line(name: str, spent: list[float], sizes: list[float], mark: str) -> str:
    late = quantiles(spent, n=20)[18] if len(spent) > 1 else spent[0]
    over = f"{'over ' + str(_LIMIT_MS) + ' ms' if late > _LIMIT_MS else '':12}"
    weight = f"{median(sizes):9.1f} {sizes[-1]:9.1f}" if sizes else " " * 19
    return (
        f"{name:28}{len(spent):5} {median(spent):9.1f} {late:9.1f} {max(spent):9.1f} "
        f"{weight}  {over} {mark}".rstrip()
    )


async def first_visit(app: FastAPI, address: str = "/") -> tuple[float, float]:
    """KiB that a browser fetches the first time: without the chart library, and that library."""
    page = await ask(app, address)
    html = bytes(page.body)
    if page.packed:
        import gzip

        html = gzip.decompress(html)
    own, library = len(page.body) / 1024, 0.0
    for name in sorted({one.decode() for one in _STATIC.findall(html)}):
        size = len((await ask(app, name)).body) / 1024
        if any(part in name for part in _LIBRARY):
            library += size
        else:
            own += size
    return own, library


def report(app: FastAPI, view: View, times: int, only: str | None) -> Iterator[str]:
    """The table, a line at a time."""
    head = ("page", "asked", "median ms", "p95 ms", "max ms", "median KiB", "max KiB")
    yield f"{head[0]:28}{head[1]:>5} " + " ".join(f"{one:>9}" for one in head[2:])
    for kind in PAGES:
        if only is None or any(part in kind.name for part in only.split(",")):
            yield asyncio.run(measure(app, kind, view, times)) or f"{kind.name:28} no such page yet"
    yield _beside(view)
    if only is None:
        own, library = asyncio.run(first_visit(app))
        yield f"first visit to the overview: {own:.0f} KiB, and {library:.0f} KiB of chart library"
        name = next(iter(view.tallies), None)
        if name is not None:
            own, library = asyncio.run(first_visit(app, f"/tallies/{name}"))
            yield f"first visit to a tally: {own:.0f} KiB, and {library:.0f} KiB of chart library"


def _beside(view: View) -> str:
    """How many tallies are worked out beside where they are asked otherwise."""
    some = list(view.tallies.values())[:: max(1, len(view.tallies) // _LOOKED_AT)]
    many = sum(1 for one in some if len(near(one, around(view), WHOLE)) > SOON)
    return (
        f"asked otherwise, {100 * many / max(1, len(some)):.0f} % of tallies are worked out beside"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument(
        "ledger", type=Path, nargs="?", help="one that bench.ledgers made; else a small one is made"
    )
    options.add_argument("--times", type=int, default=100, help="addresses of each page")
    options.add_argument("--only", help="pages with one of these in their name, as in map,feed")
    given = options.parse_args()
    with TemporaryDirectory(prefix="tallybook-") as folder:
        ledger: Path = given.ledger or Path(folder, "small.db")
        if given.ledger is None:
            make_ledger(ledger, readings(_SMALL), 1, _SMALL)
        _measure_all(ledger, given.times, given.only)


def _measure_all(ledger: Path, times: int, only: str | None) -> None:
    begun = process_time()
    with Desk(str(ledger), every=3600, prepare=PREPARED) as desk:
        view = desk.wait()
        opened = process_time() - begun
        print(
            f"{len(view.claims):,} claims of {len(view.reports):,} reports, "
            f"{len(view.tallies):,} tallies: open after {opened:.1f} s of processor time, "
            f"{_memory():.0f} MB",
            flush=True,
        )
        app = create_app(desk, Settings(writable=False))
        for line in report(app, view, times, only):
            print(line, flush=True)
    print(f"memory: {_memory():.0f} MB at the most")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
