"""The JSON-LD object that is the page's own article, among all that a page speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.read.html.json_ld import Linked, Node, each_of, text_of, types_of
from tallybook.read.html.mastheads import folded
from tallybook.read.html.updates import Update, read_updates

_ARTICLES: Final = frozenset(
    {
        "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
        "AskPublicNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "Article",
        "BlogPosting", "LiveBlogPosting", "Report", "AdvertiserContentArticle",
        "SocialMediaPosting", "SatiricalArticle", "TechArticle", "ScholarlyArticle",
    }
)  # fmt: skip
_LIVE: Final = "LiveBlogPosting"
_PAGES: Final = frozenset({"WebPage", "ItemPage", "MediaGallery", "ImageGallery", "AboutPage"})
_SITES: Final = frozenset({"WebSite", "NewsMediaOrganization"})


@dataclass(frozen=True, slots=True)
class Article:
    """node: what states the article, None without one. page: of the page around it, for dates.

    publishers: names of who carries it. sites: names of the site. urls: its own addresses.
    makers: names and addresses of who is credited with it; of an organization's name the second
    is True.
    """

    node: Node | None = None
    page: Node | None = None
    headline: str | None = None
    publishers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    makers: tuple[tuple[str, bool], ...] = ()
    live: bool = False
    updates: tuple[Update, ...] = ()


def find_article(linked: Linked, titles: Sequence[str], url: str | None) -> Article:
    """The page's article: its only one, or the one with the page's address or title.

    titles: how the page is called in its head and its title lines.
    """
    articles = [node for node in linked.nodes if types_of(node) & _ARTICLES]
    page = next((node for node in linked.nodes if types_of(node) & _PAGES), None)
    sites = tuple(
        name
        for node in linked.nodes
        if types_of(node) & _SITES
        if (name := text_of(node.get("name")))
    )
    node = _own(articles, titles, url)
    if node is None:
        return Article(page=page, sites=sites)
    lives = [each for each in articles if _LIVE in types_of(each)]
    live = node if node in lives else (lives[0] if len(lives) == 1 else None)
    return Article(
        node=node,
        page=page,
        headline=text_of(node.get("headline")) or text_of(node.get("name")),
        publishers=tuple(_named(linked, node.get("publisher"))),
        sites=sites,
        urls=tuple(_urls(node)),
        makers=tuple(_makers(linked, node)),
        live=live is not None,
        updates=() if live is None else read_updates(live),
    )


def _own(articles: Sequence[Node], titles: Sequence[str], url: str | None) -> Node | None:
    if len(articles) < 2:
        return next(iter(articles), None)
    if url is not None:
        for node in articles:
            if any(_path(each) == _path(url) for each in _urls(node)):
                return node
    shown = [folded(title) for title in titles]
    for node in articles:
        headline = folded(text_of(node.get("headline")) or text_of(node.get("name")) or "")
        if len(headline) > 8 and any(
            t.startswith(headline) or headline.startswith(t) for t in shown if len(t) > 8
        ):
            return node
    return None


def _path(url: str) -> str:
    return url.split("#")[0].split("?")[0].split("://")[-1].rstrip("/").removeprefix("www.")


def _urls(node: Node) -> list[str]:
    found: list[str] = []
    for key in ("url", "mainEntityOfPage", "@id"):
        for value in each_of(node.get(key)):
            stated = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(stated, str) and "#" not in stated:
                found.append(stated)
    return found


def _named(linked: Linked, value: object) -> list[str]:
    """Names of people or organizations, given as objects, references or strings."""
    found: list[str] = []
    for each in each_of(value)[:20]:
        known = linked.follow(each)
        name = text_of(known.get("name") if isinstance(known, dict) else known)
        if name:
            found.append(name)
    return found


def _makers(linked: Linked, node: Node) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for key in ("provider", "sourceOrganization", "author", "creator", "copyrightHolder"):
        for each in each_of(node.get(key))[:20]:
            known = linked.follow(each)
            kinds = types_of(known) if isinstance(known, dict) else frozenset[str]()
            name = text_of(known.get("name") if isinstance(known, dict) else known)
            is_body = any(kind.endswith("Organization") for kind in kinds)
            found += [(name, is_body)] if name else []
    for key in ("isBasedOn", "isBasedOnUrl"):
        for each in each_of(node.get(key))[:5]:
            known = linked.follow(each)
            if isinstance(known, dict):
                found += [(name, True) for name in _named(linked, known.get("publisher"))]
                known = known.get("url") or known.get("@id")
            found += [(known, False)] if isinstance(known, str) else []
    for key in ("creditText", "copyrightNotice"):
        text = text_of(node.get(key))
        found += [(text, False)] if text else []
    return found
