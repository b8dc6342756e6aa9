"""Reads the messages and keys of MUC-3 and MUC-4, the conferences of 1991 and 1992.

A folder holds message files and `key-*` files; a folder that has none itself stands for its
`tst1` and `tst2`. Of a key's templates only the people harmed are read: HUM TGT: NUMBER joined to
EFFECT OF INCIDENT by the quoted words that both refer to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Final

from tallybook.errors import UsageError
from tallybook.model import Form, Report

TESTS: Final = ("tst1", "tst2")

_ID: Final = re.compile(r"^[A-Z0-9]+-MUC[34]-\d{4}\b", re.MULTILINE)
_SLOT: Final = re.compile(r"^(\d+)\.\s+[A-Z ]+:\s+[A-Z]+(?: [A-Z]+)*(?:\s{2,}|$)(.*)$")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NUMBER: Final = re.compile(r"(~)?\s*(-)?\s*(\d+)\s*(?:(-)\s*(\d+)?)?")
_LEAD: Final = re.compile(r"\A.*?\[TEXT\]\s*", re.DOTALL)
_DATED: Final = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})\b")
_MONTHS: Final = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
_CENTURY: Final = 1900

_TEMPLATE, _TYPE, _STAGE, _NUMBERS, _EFFECTS, _TOTAL = "1", "4", "5", "21", "23", "24"
_HARM: Final = {"DEATH": "killed", "INJURY": "wounded"}
_KIDNAPPED: Final = "abducted"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a key writes it: 12, 30- (at least), -26 (at most), 6-8, ~100, PLURAL."""

    form: Form
    low: int | None = None
    high: int | None = None

    @property
    def is_plural(self) -> bool:
        """Can it be two or more?"""
        return self.form is Form.UNSTATED or (self.high or self.low or 0) > 1

    def __str__(self) -> str:
        if self.form is Form.UNSTATED:
            return "PLURAL"
        return f"{self.form} {self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class Fill:
    """People harmed: any of the measures and any of the numbers is right.

    optional: the key doubts it, and it is not missed when it is not found. mixed: some of them
    were killed and the others wounded. whole: the sum of several fills, which a report may tell
    where the key lists the people. words: the quoted words that it refers to, for reading.
    """

    measures: frozenset[str]
    numbers: frozenset[Number]
    optional: bool = False
    mixed: bool = False
    whole: bool = False
    words: str = field(default="", compare=False)

    @property
    def is_plural(self) -> bool:
        """Is each of its numbers two or more?"""
        return all(number.is_plural for number in self.numbers)

    def __str__(self) -> str:
        return f"{'|'.join(sorted(self.measures))} {' / '.join(sorted(map(str, self.numbers)))}"


@dataclass(frozen=True, slots=True)
class Message:
    """A report and what its key says; relevant: whether any template was made of it."""

    name: str
    report: Report
    fills: tuple[Fill, ...]
    relevant: bool


def read_folder(folder: Path) -> list[Message]:
    """The messages of a folder, in their order; UsageError where it holds none."""
    folders = [folder]
    if not _files(folder, "key-*"):
        folders = [folder / name for name in TESTS if (folder / name).is_dir()]
    messages = [message for each in folders for message in _read(each)]
    if not messages:
        raise UsageError(f"{folder}: holds no messages; name a folder with *-muc* and key-* files")
    return messages


def _read(folder: Path) -> Iterator[Message]:
    templates: dict[str, list[Mapping[str, list[str]]]] = {}
    for path in _files(folder, "key-*"):
        for name, template in read_templates(path.read_text("ascii", "replace")):
            templates.setdefault(name, []).append(template)
    for path in _files(folder, "*-muc[34]*"):
        for name, report in read_messages(path.read_text("ascii", "replace")):
            told = [each for each in templates.get(name, ()) if not _is_empty(each[_TEMPLATE])]
            parts = [list(find_fills(template)) for template in told]
            fills = [fill for part in parts for fill in part]
            sums = [whole for part in (*parts, fills) for whole in find_sums(part)]
            yield Message(name, report, _distinct([*fills, *sums]), bool(told))


def _distinct(fills: list[Fill]) -> tuple[Fill, ...]:
    """Equal fills once: what one template demands, no other makes optional."""
    kept: dict[Fill, Fill] = {}
    for fill in sorted(fills, key=lambda each: (each.whole, each.optional, str(each), each.words)):
        kept.setdefault(replace(fill, optional=False, mixed=False, whole=False), fill)
    return tuple(kept.values())


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def read_messages(text: str) -> Iterator[tuple[str, Report]]:
    """Name and report of each message: its text after the dateline, whose day is its date."""
    heads = list(_ID.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[text.index("\n", head.end()) : following.start() if following else len(text)]
        lead = _LEAD.match(body)
        dated = _DATED.search(lead[0] if lead else body[:200])
        kept = _wrapped(body, lead.end()) if lead else body
        yield head[0], Report(kept.strip() + "\n", published=_day(dated) if dated else None)


def _wrapped(body: str, start: int) -> str:
    """The text from there on, its first paragraph filled up again to the width of the others."""
    first, gap, rest = body[start:].partition("\n\n")
    return "\n".join(wrap(first, max(map(len, body.splitlines())))) + gap + rest


def _day(dated: re.Match[str]) -> date | None:
    try:
        return date(_CENTURY + int(dated[3]), _MONTHS.index(dated[2]) // 3 + 1, int(dated[1]))
    except ValueError:
        return None


def read_templates(text: str) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """Message name and slots of each template: slot number → its lines."""
    slots: dict[str, list[str]] = {}
    number, name = "", ""
    for line in (*text.splitlines(), "0.  MESSAGE: ID  "):
        slot = _SLOT.match(line)
        if slot is not None:
            number, value = slot[1], slot[2].strip()
            if number == "0":
                if name and _TEMPLATE in slots:
                    yield name, slots
                slots, name = {}, value.split()[0] if value else ""
            else:
                slots[number] = [value]
        elif line.startswith(" ") and line.strip() and number in slots:
            slots[number].append(line.strip())
        elif line.strip():
            number = ""


def find_fills(template: Mapping[str, list[str]]) -> Iterator[Fill]:
    """The people of a template who were killed, wounded or abducted, with their numbers."""
    optional = "OPTIONAL" in template[_TEMPLATE][0]
    took = "KIDNAPPING" in template.get(_TYPE, [""])[0]
    took = took and "ACCOMPLISHED" in template.get(_STAGE, [""])[0]
    effects = [_line(each) for each in template.get(_EFFECTS, ()) if not _is_empty([each])]
    measures: set[str] = set()
    for line in template.get(_NUMBERS, ()):
        value, referents, doubted = _line(line)
        numbers = read_numbers(value)
        told = [(_harms(effect), unsure) for effect, whom, unsure in effects if referents & whom]
        harms = {_KIDNAPPED} if took else set()
        harms = harms.union(*(each for each, _ in told))
        doubted = doubted or any(unsure and each for each, unsure in told)
        mixed = all({harm} in [each for each, _ in told] for harm in _HARM.values())
        measures |= harms
        if harms and numbers:
            words = " / ".join(sorted(referents))
            yield Fill(frozenset(harms), numbers, optional or doubted, mixed, words=words)
    # The whole of several groups stands in a slot of its own.
    total = read_numbers(_line(template.get(_TOTAL, ["-"])[0])[0])
    if total and measures:
        yield Fill(frozenset(measures), total, optional=True, whole=True)


def _harms(effect: str) -> set[str]:
    return {_HARM[each.strip()] for each in effect.split("/") if each.strip() in _HARM}


def find_sums(fills: Iterable[Fill]) -> Iterator[Fill]:
    """By measure, the sum of the fills that have one exact number: people listed one by one."""
    numbers: dict[str, dict[str, int]] = {}
    for fill in fills:
        number = next(iter(fill.numbers))
        if len(fill.measures | fill.numbers) == 2 and number.form is Form.EXACT and not fill.whole:
            numbers.setdefault(min(fill.measures), {})[fill.words] = number.low or 0
    for measure, each in numbers.items():
        if len(each) > 1:
            total = sum(each.values())
            number = Number(Form.EXACT, total, total)
            yield Fill(frozenset({measure}), frozenset({number}), optional=True, whole=True)


def _line(line: str) -> tuple[str, frozenset[str], bool]:
    """`? 2 / 3: "MEN" / "TWO MEN"` → its value, the words it refers to, whether it is optional."""
    value = line.split('"', 1)[0].strip().strip("()").removesuffix(":").replace("(", "")
    return value.lstrip("? "), frozenset(_QUOTED.findall(line)), value.startswith("?")


def _is_empty(lines: list[str]) -> bool:
    return lines[0].strip() in ("", "*", "-")


def read_numbers(words: str) -> frozenset[Number]:
    """The numbers of a fill, any of which is right."""
    return frozenset(number for each in words.split("/") for number in _number(each.strip(" )?:")))


def _number(words: str) -> Iterator[Number]:
    if words == "PLURAL":
        yield Number(Form.UNSTATED, 2, None)
    found = _NUMBER.fullmatch(words)
    if found is None:
        return
    about, upto, first, open_, last = found.groups()
    value = int(first)
    if about:
        yield Number(Form.ABOUT, value, value)
    elif upto:
        yield Number(Form.AT_MOST, None, value)
    elif last:
        yield Number(Form.BETWEEN, value, int(last))
    elif open_:
        yield Number(Form.AT_LEAST, value, None)
    else:
        yield Number(Form.EXACT, value, value)
