"""Names of sites and headlines told apart: "Blast kills six | World news | The Example Post"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from tallybook.language.page import PageWords

_MARK: Final = re.compile(r"\s+(?:[|\-–—:·•»«/›>]|::)\s+|\s?\|\s?|\s*»\s*")
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}/?$", re.IGNORECASE)
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)$")
_LONGEST: Final = 60  # characters of a site's name
_TITLE: Final = 4  # words of a headline, at least
_SITE: Final = 4  # words of a site's name before a title


def folded(text: str) -> str:
    """Letters and digits alone, in lower case, for comparing names and titles."""
    return re.sub(r"[\W_]+", "", text).casefold()


def site_name(text: str | None) -> str | None:
    """A name that a site may have; None for addresses of profiles, handles and long lines."""
    if text is None:
        return None
    name = " ".join(text.split()).strip(" |-–—·")
    if not name or len(name) > _LONGEST or name.startswith("@") or not re.search(r"[^\W_]", name):
        return None
    if name.lower().startswith(("http://", "https://")) and not is_domain(name):
        return None
    return name


def is_domain(name: str) -> bool:
    """Is the name a mere host: example.com?"""
    return " " not in name and _DOMAIN.match(name) is not None


def is_company(name: str, words: PageWords) -> bool:
    """Does it end as companies' names do, not mastheads'?"""
    return name.lower().split()[-1] in words.companies


def masthead(names: Iterable[str], words: PageWords) -> str | None:
    """The first that is neither a company nor a host; else the first of those."""
    found = list(dict.fromkeys(names))
    named = [name for name in found if not is_domain(name)]
    papers = [name for name in named if not is_company(name, words)]
    return next(iter(papers or named or found), None)


def headline_of(title: str, shown: str | None, sites: Iterable[str]) -> str:
    """The title without the site's name and section; `shown` is the page's own title line.

    >>> headline_of("Blast kills six - World - Example Post", None, ["The Example Post"])
    'Blast kills six - World'
    >>> headline_of("Blast kills six - World - Example Post", "Blast kills six", [])
    'Blast kills six'
    """
    if shown is not None and _is_shown(title, shown):
        return shown
    names = {_without_article(folded(site)) for site in sites}
    hosts = [_site(site) for site in sites if is_domain(site)]
    names |= {folded(part) for host in hosts for part in (host, host.rsplit(".", 1)[0])}
    for _ in range(2):
        marks = list(_MARK.finditer(title))
        if not marks:
            break
        if _without_article(folded(title[marks[-1].end() :])) in names:
            title = title[: marks[-1].start()]
        elif _without_article(folded(title[: marks[0].start()])) in names:
            title = title[marks[0].end() :]
        else:
            break
    return title.strip()


def _is_shown(title: str, shown: str) -> bool:
    """Is the title the line that is shown, with a site beside it, or cut off?"""
    whole, line = folded(title), folded(shown)
    if not line or len(shown.split()) < 2:
        return False
    if _CUT.search(title) and len(whole) > 20:
        return line.startswith(whole)
    if whole.endswith(line) and len(title.split()) - len(shown.split()) <= _SITE:
        return True
    if not whole.startswith(line):
        return False
    return len(whole) == len(line) or any(
        folded(title[: mark.start()]) == line for mark in _MARK.finditer(title)
    )


def site_in_title(title: str, shown: str | None, host: str | None, words: PageWords) -> str | None:
    """The half of a `<title>` that is the site's name, where something else speaks for it."""
    marks = list(_MARK.finditer(title))
    if not marks:
        return None
    if shown is not None:
        rest = [
            title[mark.end() :] for mark in marks if folded(title[: mark.start()]) == folded(shown)
        ]
        if rest:
            return site_name(_MARK.split(rest[0])[-1])
    label = "" if host is None else folded(_label(host))
    for half in (title[marks[-1].end() :], title[: marks[0].start()]):
        name = site_name(half)
        if name is None or len(name.split()) > 5:
            continue
        named = _without_article(folded(name))
        if label and (named == label or folded(name) == label):
            return name
        ends = name.lower().split()[-1] in words.masthead_kinds
        headed = len(title.split()) - len(name.split()) >= _TITLE
        if ends and headed and all(part[0].isupper() for part in name.split() if len(part) > 3):
            return name if len(name.split()) > 1 else None
    return None


def _label(host: str) -> str:
    """The part of a host that names the site: theexamplepost of www.theexamplepost.co.uk."""
    labels = [each for each in host.lower().split(".") if each not in {"www", "m", "amp", "mobile"}]
    return max(labels[:-1] or labels, key=len, default="")


def _without_article(name: str) -> str:
    return name.removeprefix("the")


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case, None for what is none."""
    try:
        return None if url is None else urlsplit(url).hostname
    except ValueError:
        return None


def is_same_site(one: str, other: str) -> bool:
    """Two hosts of one site: equal but for www, m and amp, or one beneath the other."""
    left, right = _site(one), _site(other)
    return left == right or left.endswith("." + right) or right.endswith("." + left)


def _site(host: str) -> str:
    return re.sub(r"^(?:(?:www\d?|m|mobile|amp|edition)\.)+", "", host.lower())
