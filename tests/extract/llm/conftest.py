"""An extractor that asks the stand-in, and waits for nothing."""

from dataclasses import replace
from datetime import date

import pytest
from tests.extract.llm.standin import running

from tallybook.clean import find_blocks
from tallybook.extract.embedded import ExtractOptions
from tallybook.extract.llm.extractor import Comparing, prepare
from tallybook.model import Report

DAY = date(2024, 12, 18)  # a Wednesday


@pytest.fixture
def stand_in():
    with running() as server:
        yield server


@pytest.fixture
def settings(stand_in, tmp_path, monkeypatch):
    """Sets the environment: the stand-in, a model's name, no key."""
    for name in ("KEY", "FORMAT", "TEMPERATURE", "TRIES", "REQUESTS", "TOKENS", "CHUNK"):
        monkeypatch.delenv(f"TALLYBOOK_LLM_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("TALLYBOOK_LLM_URL", stand_in.url)
    monkeypatch.setenv("TALLYBOOK_LLM_MODEL", "stand-in")
    monkeypatch.setenv("TALLYBOOK_LLM_TIMEOUT", "5")
    monkeypatch.setenv("TALLYBOOK_LLM_CACHE", str(tmp_path / "cache"))
    return monkeypatch


@pytest.fixture
def waits():
    """The seconds that were waited."""
    return []


@pytest.fixture
def make(settings, waits):
    """Makes the extractor of that name out of the environment as it is."""

    def made(name="llm"):
        proposing = prepare(ExtractOptions())
        proposing = replace(proposing, asker=replace(proposing.asker, sleep=waits.append))
        return Comparing(proposing) if name == "both" else proposing

    return made


@pytest.fixture
def read(make):
    """Reads a text with a fresh extractor of that name."""

    def reading(text, name="llm", published=DAY, extractor=None, **stated):
        report, blocks = find_blocks(Report(text, published=published, path="report.txt", **stated))
        return (extractor or make(name))(report, blocks)

    return reading
