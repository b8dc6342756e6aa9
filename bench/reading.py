"""What reading costs: HTML beside trafilatura alone, and memory over a large WARC archive.

    python -m bench.reading [--rounds N] [--pages N] [--megabytes N]

HTML: pages of 100 to 300 KB, made here in the shape of news sites (menus, scripts, shares, related
stories, comments around an article). Peer: `trafilatura.bare_extraction` with metadata of the same
bytes, in the same process, taken in turns. The reader gives every character a piece, keeps the map
to the raw page and reads JSON-LD besides.

WARC: an archive is written to a temporary folder, page for page, and streamed by the reader; the
peak memory of a process that reads a tenth of it stands beside that of one that reads it all.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tallybook.model import Page
from tallybook.read import ReadOptions, read_where
from tallybook.read.html.reader import read_html

WORDS = [
    f"{start}{end}" for start in ("riv", "coun", "har", "min") for end in ("er", "cil", "ister")
]


def prose(chance: random.Random, words: int) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"{said.capitalize()}, and {chance.randint(2, 90)} people were hurt, officials said."


def page(seed: int) -> str:
    """A page of 100 to 300 KB about nothing."""
    chance = random.Random(seed)
    title = prose(chance, 6).rstrip(".")
    menu = "".join(
        f'<li class="nav-item"><a href="/s/{i}">{chance.choice(WORDS)}</a></li>' for i in range(120)
    )
    cards = "".join(
        f'<div class="card"><a href="/n/{i}"><img src="/i/{i}.jpg" alt=""><h3>{prose(chance, 7)}'
        f'</h3></a><span class="time">{i} hours ago</span></div>'
        for i in range(60)
    )
    body = "".join(
        f"<p>{prose(chance, chance.randint(20, 70))} <a href='/t/{i}'>{chance.choice(WORDS)}</a> "
        f"{prose(chance, 15)}</p>"
        for i in range(chance.randint(25, 60))
    )
    comments = "".join(f'<div class="comment"><p>{prose(chance, 25)}</p></div>' for _ in range(40))
    script = json.dumps({"state": [prose(chance, 30) for _ in range(chance.randint(200, 600))]})
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": "2025-03-03T10:00:00+00:00",
            "publisher": {"@type": "Organization", "name": "The Example Post"},
        }
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | The Example Post</title>"
        f"<script type='application/ld+json'>{data}</script><style>{'.a{b:c}' * 2000}</style>"
        f"<script>window.x={script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main><article><h1>{title}</h1><p class='byline'>By Jane Doe</p>{body}</article>"
        f"<aside class='related'>{cards}</aside><section id='comments'>{comments}</section></main>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    )


def trafilatura_alone(data: bytes) -> None:
    import trafilatura

    trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)


def reader(data: bytes) -> None:
    found = list(read_html(data, where="page.html"))
    assert any(isinstance(each, Page) for each in found)


def seconds(work: Callable[[bytes], None], pages: list[bytes]) -> float:
    begun = time.perf_counter()
    for data in pages:
        work(data)
    return time.perf_counter() - begun


def compare_html(count: int, rounds: int) -> None:
    pages = [page(seed).encode() for seed in range(count)]
    size = sum(map(len, pages)) / 1e6
    reader(pages[0])
    trafilatura_alone(pages[0])
    ours, theirs = float("inf"), float("inf")
    for _ in range(rounds):
        theirs = min(theirs, seconds(trafilatura_alone, pages))
        ours = min(ours, seconds(reader, pages))
    print(f"{count} pages, {size:.1f} MB of HTML, best of {rounds} rounds, one core")
    print(f"trafilatura alone  {count / theirs:7.1f} pages/s  {size / theirs:6.2f} MB/s   1.00 x")
    ratio = ours / theirs
    print(
        f"reader             {count / ours:7.1f} pages/s  {size / ours:6.2f} MB/s   {ratio:.2f} x"
    )


def write_archive(path: Path, megabytes: int) -> int:
    """A WARC of so many megabytes, unpacked; how many records."""
    pages = [page(seed).encode() for seed in range(20)]
    written = count = 0
    with path.open("wb") as stream:
        while written < megabytes * 1e6:
            data = pages[count % len(pages)]
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{count:012d}>\r\n"
                f"WARC-Target-URI: https://example.org/{count}\r\n"
                "WARC-Date: 2025-03-03T10:00:00Z\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            written += stream.write(head.encode() + http + b"\r\n\r\n")
            count += 1
    return count


def stream(path: str, most: int) -> Iterator[Page]:
    for found in read_where(path, ReadOptions()):
        if isinstance(found, Page):
            most -= 1
            yield found
            if not most:
                return


def measure_child(path: str, most: int) -> None:
    """In a process of its own: reads, and prints how many pages and the peak memory in MB."""
    begun = time.perf_counter()
    count = sum(1 for _ in stream(path, most))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": count, "peak": peak, "took": time.perf_counter() - begun}))


def compare_memory(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.warc"
        records = write_archive(path, megabytes)
        shown = path.stat().st_size / 1e6
        print(f"\nWARC of {shown:.0f} MB, {records} records")
        for most in (max(1, records // 10), records):
            command = [sys.executable, "-m", "bench.reading", "--child", str(path), str(most)]
            told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            print(
                f"{told['pages']:6d} pages read  peak {told['peak']:5.0f} MB  "
                f"{told['took']:6.1f} s  {told['pages'] / told['took']:6.1f} pages/s"
            )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--pages", type=int, default=20)
    arguments.add_argument("--megabytes", type=int, default=1000)
    arguments.add_argument("--child", nargs=2, metavar=("FILE", "PAGES"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.child:
        measure_child(given.child[0], int(given.child[1]))
        return
    compare_html(given.pages, given.rounds)
    if given.megabytes:
        compare_memory(given.megabytes)


if __name__ == "__main__":
    main()
