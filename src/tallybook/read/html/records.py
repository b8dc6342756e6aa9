"""Repeated containers of a page that each open with a time: the posts of a live blog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from tallybook.read.html.anchors import Anchor, day_of_line
from tallybook.read.html.markup import load_markup
from tallybook.read.html.prose import Prose

LEAST: Final = 8
"""Words of its own that a post has."""

_CONTAINERS: Final = frozenset({"article", "div", "li", "section", "p", "dd", "details"})
_LINES: Final = frozenset(
    {"p", "div", "h2", "h3", "h4", "h5", "h6", "dt", "time", "span", "b", "strong", "ul"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER: Final = frozenset(
    {"nav", "aside", "footer", "form", "table", "blockquote", "figure", "head"}
)
_HIGHEST: Final = 14  # ancestors of a time that may be its post
_ENDS: Final = frozenset(
    {"nav", "aside", "footer", "form", "section", "article", "header", "script", "hr"}
)
_LIVE: Final = re.compile(
    r"(?:^|[^a-z])(?:live|liveblog|posts?|blocks?|entry|entries|updates?|ticker|stream)(?:[^a-z]|$)"
)
_LIVE_POST: Final = re.compile(r"(?:^| )live ?(?:blog|post|entry|update|story|block)")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(slots=True, eq=False)
class Group:
    """Containers with a time that are children alike of parents alike."""

    members: list[Any] = field(default_factory=list)
    most: int = 0  # children of one parent


def find_groups(anchors: Sequence[Anchor], prose: Prose) -> list[Group]:
    """Groups of two or more with prose of their own, none within a member of another."""
    groups: dict[tuple[str, str, str], Group] = {}
    around = _around_title(anchors)
    parents: dict[tuple[Any, str], int] = {}
    seen: set[Any] = set()
    for anchor in anchors:
        child = anchor.element
        for _ in range(_HIGHEST):
            parent = child.getparent()
            if parent is None or child.tag in {"body", "html"} or child.tag in _NEVER:
                break
            if child in seen:
                break
            seen.add(child)
            if child.tag in _CONTAINERS and child not in around and prose.own(child) >= LEAST:
                key = (parent.tag, _first_class(parent), child.tag)
                group = groups.setdefault(key, Group())
                group.members.append(child)
                count = parents.get((parent, child.tag), 0) + 1
                parents[parent, child.tag] = count
                group.most = max(group.most, count)
            child = parent
    return _innermost([group for group in groups.values() if group.most > 1])


def _around_title(anchors: Sequence[Anchor]) -> frozenset[Any]:
    """What holds the page's one title line is no post of it."""
    if not anchors:
        return frozenset()
    titles = list(islice(anchors[0].element.getroottree().getroot().iter("h1"), 2))
    return frozenset(titles[0].iterancestors()) if len(titles) == 1 else frozenset()


def _innermost(groups: list[Group]) -> list[Group]:
    """Of groups that lie in each other, the outer one if most of its members hold no other."""
    groups = sorted(groups, key=lambda group: len(group.members), reverse=True)[:40]
    dropped: set[int] = set()
    for i, outer in enumerate(groups):
        within = set(outer.members)
        for j, inner in enumerate(groups):
            if i == j or i in dropped or j in dropped:
                continue
            holding = {held for each in inner.members if (held := _held(each, within)) is not None}
            if holding:
                dropped.add(
                    i if 2 * len(holding) > len(within) and _is_several(inner, holding) else j
                )
    return [group for i, group in enumerate(groups) if i not in dropped]


def _is_several(inner: Group, holding: set[Any]) -> bool:
    """Does the inner group lie in its holders by more than one each?"""
    return len(inner.members) > len(holding)


def _held(element: Any, outer: set[Any]) -> Any | None:
    for above in element.iterancestors():
        if above in outer:
            return above
    return None


def find_lines(anchors: Sequence[Anchor], prose: Prose) -> list[list[Any]]:
    """Clock lines with the paragraphs behind them: a run of sibling elements for each post."""
    starts: dict[Any, list[Any]] = {}
    for anchor in anchors:
        if anchor.late:
            continue
        line = anchor.element
        for _ in range(_HIGHEST):
            parent = line.getparent()
            if parent is None or parent.tag in {"body", "html", "main", "article"} | _NEVER:
                break
            if prose.words(parent) >= LEAST:
                break
            line = parent
        parent = line.getparent()
        if parent is not None and line.tag in _LINES and parent.tag not in _NEVER:
            lines = starts.setdefault(parent, [])
            if line not in lines[-1:]:
                lines.append(line)
    best: list[list[Any]] = []
    for lines in starts.values():
        runs = [run for run in runs_from(lines) if sum(map(prose.own, run)) >= LEAST]
        if len(runs) > max(1, len(best)):
            best = runs
    return best


def runs_from(heads: Sequence[Any]) -> list[list[Any]]:
    """Each head with the siblings behind it, up to the next; the last one's end at a heading."""
    titled = sum(_heading_before(head) is not None for head in heads)
    if 3 * titled >= 2 * len(heads) and titled > 1:  # the title stands above its clock
        heads = [head if (above := _heading_before(head)) is None else above for head in heads]
    known = set(heads)
    runs: list[list[Any]] = []
    for i, head in enumerate(heads):
        run = [head]
        for sibling in head.itersiblings():
            if sibling in known or sibling.tag in _ENDS or not isinstance(sibling.tag, str):
                break
            if day_of_line(sibling, 2000) is not None:
                break
            if i + 1 == len(heads) and sibling.tag in _HEADINGS and len(run) > 2:
                break
            run.append(sibling)
        runs.append(run)
    return runs


def _heading_before(head: Any) -> Any | None:
    above = head.getprevious()
    if above is None or head.tag in _HEADINGS or above.tag not in _HEADINGS:
        return None
    return above if day_of_line(above, 2000) is None else None


def is_named_live(members: Iterable[Any]) -> bool:
    """Do the names of most of them, or of what is around them, say that they are posts?"""
    members = list(members)
    named = sum(
        any(_LIVE.search(_names(each)) for each in (member, member.getparent()) if each is not None)
        for member in members
    )
    return 2 * named > len(members)


def is_beside(member: Any, teasers: bool) -> bool:
    """Does it lie in a region of comments, or of links to other stories?"""
    markup = load_markup()
    for element in (member, *member.iterancestors()):
        if element.tag in {"body", "html"}:
            return False
        if element.tag in _NEVER:
            return True
        if (element.get("itemtype") or "").endswith("/Comment"):
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        said = markup.says(names) if names else frozenset()
        if "comment" in said or (teasers and said & {"teaser", "chrome"}):
            return True
    return False


def without_cards(members: Sequence[Any], own: str | None) -> list[Any]:
    """Those that are no cards of other stories; own: the path of this page, where it is known.

    Titles that all lead to one page name the writer or the channel.
    """
    leads = [_card_link(member, own) for member in members]
    if len(members) > 1 and len(set(leads)) == 1 and leads[0]:
        return list(members)
    return [
        member
        for member, link in zip(members, leads, strict=True)
        if link is None or _LIVE_POST.search(_names(member))
    ]


def _card_link(member: Any, own: str | None) -> str | None:
    """Where its title leads to, if to another page."""
    if member.getparent() is not None and member.getparent().tag == "a":
        return ""
    for heading in member.iter(*_HEADINGS):
        links = [*heading.iter("a")]
        above = heading.getparent()
        if above is not None and above.tag == "a":
            links.append(above)
        away = (href for link in links if _leads_away(href := link.get("href") or "", own))
        return next(away, None)
    return None


def _leads_away(href: str, own: str | None) -> bool:
    if not href or href.startswith(("#", "?", "javascript:")):
        return False
    path = href.split("#")[0].split("?")[0]
    return own is None or not path.rstrip("/").endswith(own.rstrip("/")) or own.strip("/") == ""


def _names(element: Any) -> str:
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-type') or ''}"
    )
    return re.sub(r"[\W_]+", " ", _HUMP.sub(" ", names)).lower()


def _first_class(element: Any) -> str:
    names = (element.get("class") or "").split()
    return re.sub(r"\d+", "", names[0]) if names else ""
