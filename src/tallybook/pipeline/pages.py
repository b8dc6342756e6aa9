"""The real read and clean: pages with their blocks, no extractor loaded."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.clean import find_blocks
from tallybook.model import Page, Problem
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import Pages
from tallybook.read import ReadOptions, read_where


def load_pages() -> Pages:
    """The functions that read and clean."""
    return Pages(read_stated, find_blocks)


def read_stated(where: str, options: Options) -> Iterator[Page | Problem]:
    """Pages at a place, with what the user states of them."""
    stated = ReadOptions(options.published, options.publisher, options.url, options.language)
    return read_where(where, stated)
