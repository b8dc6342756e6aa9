"""Splits text into words as the treebanks do: “do n’t”, “US - based”, “$ 5.6 bn”, “Gen. Kim”."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Span = tuple[int, int]

# Marks that combine with the letter before them belong to the word.
_LETTER = r"[^\W_]"
_MARK = r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d]"
_WORD = rf"{_LETTER}(?:{_LETTER}|{_MARK}|_(?={_LETTER}))*"
_NOT_IN_WORD = r"(?<![\w-])"
_NO_WORD_AFTER = r"(?![\w-])"

# Tried in this order; what none matches is a word of one character.
_PATTERNS = {
    # Most words: letters alone before a space or a comma can be nothing else.
    "plain": r"[A-Za-z]+(?=[\s,])",
    "link": r"(?:(?:https?|ftp)://|www\.)[^\s<>\"”“)\]]*[^\s<>\"”“)\].,;:!?'’]",
    "mail": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    "dotted": r"(?<![^\W_])(?:(?:[^\W\d_]\.)+[^\W\d_](?![\w.])|(?:[^\W\d_]\.){2,}|[Pp]h\.[Dd]\.)",
    "site": r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,5}"
    r"(?:com|org|net|gov|edu|mil|int|co\.uk|ru|ua|html?|pdf|docx?|xlsx?|txt|jpe?g|png)"
    r"(?![\w@.-]*\w)",
    "phone": rf"{_NOT_IN_WORD}(?:\d{{1,2}}-)?(?:\d{{3}}-)?\d{{3}}-\d{{4}}{_NO_WORD_AFTER}",
    "day": rf"{_NOT_IN_WORD}(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}-\d{{1,2}}-\d{{4}}){_NO_WORD_AFTER}",
    "number": r"(?:(?<![^\s(\[$€£¥–-])\.)?\d+(?:[.,:/]\d+)*",
    "decade": rf"['’]\d\ds?(?!{_LETTER})",
    "word": rf"{_WORD}(?:['’`]{_WORD}|&(?={_LETTER}){_WORD})*",
    "dots": r"\.{2,}|…\.*|[!?][.!?]+",
    "rule": r"-{2,}|\*+|=+|_+|~+|\#+|\++|\${2,}|<{2,}|>{2,}",
    "quote": r"''|``|’’|‘[‘’]",
    "smiley": r"[:;=]-?[()DP](?!\w)",
    "sign": r"\S",
}
# What is written onto a number: "bn", "th", "'s".
_TAIL = rf"(?P<tail>{_WORD}(?:['’]s(?!{_LETTER}))?|['’]s(?!{_LETTER}))?"
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s|['’]s)$", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Splitting:
    """A language's own ways, from `<language>/splitting.toml`."""

    token: re.Pattern[str]
    dotted: frozenset[str]
    before_number: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    clitic: re.Pattern[str]  # each holds an apostrophe
    joined: dict[str, int]  # word to the place where it parts


@cache
def splitting(language: str) -> Splitting:
    """Reads a language's file."""
    path = Path(__file__).parent / language / "splitting.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: value.split() for key, value in data.items() if isinstance(value, str)}
    dotted, counted = lists["abbreviations"], lists["before_number"]
    endings = "|".join(end.replace("'", "['’`]") for end in lists["clitics"])
    return Splitting(
        token=_token(lists["dollars"]),
        dotted=frozenset(dotted + [word.upper() for word in dotted if len(word) > 2]),
        before_number=frozenset(counted + [word.upper() for word in counted]),
        prefixes=frozenset(lists["prefixes"]),
        units=frozenset(lists["units"]),
        clitic=re.compile(f"(?:{endings})$", re.IGNORECASE),
        joined={word.replace("-", ""): word.index("-") for word in lists["joined"]},
    )


def _token(dollars: list[str]) -> re.Pattern[str]:
    patterns = dict(_PATTERNS)
    patterns["word"] = rf"(?<![^\W_])(?:{'|'.join(dollars)})\$|{patterns['word']}"
    parts = [
        f"(?P<{name}>{pattern}{_TAIL if name == 'number' else ''})"
        for name, pattern in patterns.items()
    ]
    return re.compile("|".join(parts))


def split_words(text: str, start: int, end: int, language: str = "en") -> list[Span]:
    """The spans of the words of `text[start:end]`, in order; all but space is in exactly one.

    Time grows with the length of the text only.
    """
    ways = splitting(language)
    out: list[Span] = []
    joins = -1  # where a prefix and its hyphen began
    for match in ways.token.finditer(text, start, end):
        kind, begin, stop = match.lastgroup, match.start(), match.end()
        if kind in ("tail", "number"):
            out += _number(match, ways)
        elif kind == "plain" and text[begin:stop].lower() not in ways.joined:
            out.append((begin, stop))
        elif kind in ("plain", "word"):
            out += _word(text, begin, stop, ways)
        elif text[begin:stop] == "." and _keeps_dot(text, out, begin, end, ways):
            out[-1] = (out[-1][0], stop)
        else:
            out.append((begin, stop))
        if joins >= 0 or text[begin] in _HYPHENS:
            joins = _join_prefix(text, out, joins, ways)
    return out


def _number(match: re.Match[str], ways: Splitting) -> list[Span]:
    begin, stop = match.span()
    tail = match["tail"]
    if tail and tail.lower() in ways.units and not _ORDINAL.match(tail):
        return [(begin, match.start("tail")), (match.start("tail"), stop)]
    return [(begin, stop)]


def _word(text: str, begin: int, stop: int, ways: Splitting) -> list[Span]:
    word = text[begin:stop] if stop - begin < 64 else ""
    clitic = None if word.isalpha() else ways.clitic.search(word)
    cut = clitic.start() if clitic else ways.joined.get(word.lower(), 0)
    return [(begin, begin + cut), (begin + cut, stop)] if cut else [(begin, stop)]


def _keeps_dot(text: str, out: list[Span], at: int, end: int, ways: Splitting) -> bool:
    """Whether the full stop belongs to the word before it: “Gen.”, “No. 5”, “J. Smith”."""
    if not out or out[-1][1] != at:
        return False
    word = text[out[-1][0] : at] if at - out[-1][0] < 12 else ""
    after = text[at + 1 : min(at + 3, end)].lstrip()
    if word in ways.before_number:
        return after[:1].isdigit()
    # An initial is kept; but "plan B." ends a sentence.
    initial = len(word) == 1 and word.isupper() and word != "I" and after[:1].isalpha()
    return word in ways.dotted or initial


def _join_prefix(text: str, out: list[Span], joins: int, ways: Splitting) -> int:
    """Makes one word of “pro-” and what follows; gives where such a word has begun, or -1."""
    begin, stop = out[-1]
    if joins >= 0:
        if begin == out[-2][1] and text[begin].isalnum():
            out[-3:] = [(joins, stop)]
        return -1
    if text[begin:stop] in _HYPHENS and len(out) > 1 and out[-2][1] == begin:
        first, last = out[-2]
        alone = len(out) < 3 or out[-3][1] < first
        if alone and last - first < 8 and text[first:last].lower() in ways.prefixes:
            return first
    return -1
