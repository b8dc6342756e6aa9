"""Foreign: what of a report is in a language that is not read; it is named, never mis-read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.language.detect import detect_language, language_name, primary_code, read_languages
from tallybook.model import CLAIMING, Block, Problem, Report, Stage

_PARAGRAPH: Final = re.compile(r"[^\n\u2029]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs of one language that is not read, `[start, end)` of the text."""

    start: int
    end: int
    language: str


def language_to_read(stated: str | None, default: str = "en") -> str:
    """The language whose words are read by: the one stated if there are words for it."""
    code = primary_code(stated) if stated else default
    return code if code in read_languages() else default


def foreign_report(report: Report, language: str, stated: bool = False) -> Problem | None:
    """A Problem where the whole report is in another language, by the page or by its text.

    What the page says of itself is believed only as far as its text does not tell otherwise;
    what the user stated is believed.
    """
    told = primary_code(report.language) if report.language else None
    if told in (None, language):
        return None
    paragraphs = _PARAGRAPH.findall(report.text)
    if not stated and any(detect_language(one) == language for one in paragraphs):
        return None
    return Problem(
        Stage.EXTRACT,
        _where(report),
        f"it is written in {language_name(told or '')}; only {_read()} is read",
        f"if it is not, say so: --language {language}",
        report.id,
    )


def without_foreign(
    report: Report, blocks: Sequence[Block], language: str
) -> tuple[list[Block], list[Problem]]:
    """The blocks without their paragraphs in other languages, and a Problem for each language."""
    kept: list[Block] = []
    found: list[Stretch] = []
    for block in blocks:
        if block.role not in CLAIMING:
            kept.append(block)
            continue
        foreign = list(_foreign(report.text, block, language))
        found.extend(foreign)
        kept.extend(_cut(block, foreign))
    return kept, list(_problems(report, found, language))


def _foreign(text: str, block: Block, language: str) -> Iterator[Stretch]:
    for match in _PARAGRAPH.finditer(text, block.start, block.end):
        told = detect_language(match.group())
        if told not in (None, language):
            yield Stretch(match.start(), match.end(), told or "")


def _cut(block: Block, foreign: Sequence[Stretch]) -> Iterator[Block]:
    start = block.start
    for stretch in foreign:
        if start < stretch.start:
            yield replace(block, start=start, end=stretch.start)
        start = stretch.end
    if start < block.end:
        yield replace(block, start=start)


def _problems(report: Report, found: Sequence[Stretch], language: str) -> Iterator[Problem]:
    for told in dict.fromkeys(stretch.language for stretch in found):
        alike = [stretch for stretch in found if stretch.language == told]
        many = "a paragraph" if len(alike) == 1 else f"{len(alike)} paragraphs"
        yield Problem(
            Stage.EXTRACT,
            _where(report),
            f"{many} of it in {language_name(told)} left out; only {_read()} is read",
            f"if all of it should be read, say so: --language {language}",
            report.id,
            alike[0].start,
            alike[-1].end,
        )


def _read() -> str:
    return " and ".join(language_name(code).split(" (")[0] for code in sorted(read_languages()))


def _where(report: Report) -> str:
    return report.path or report.url or "standard input"
