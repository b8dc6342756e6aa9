"""What a page's head and microdata state: meta tags, links, itemprops, under one name each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tallybook.read.html.zones import text_in

# Names of meta tags, in the order in which they are believed.
PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published",
    "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created", "parsely-pub-date",
    "sailthru.date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date",
    "publication_date", "publication-date", "published_time", "published", "published_at",
    "article.published", "article_date_original", "originalpublicationdate", "displaydate",
    "rnews:datepublished", "bt:pubdate", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "iso-8601-publish-date", "mediator_published_time",
    "citation_publication_date", "article:create_at", "ptime", "datecreated",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time",
    "datemodified", "article:updated_time", "article:updated", "dcterms.modified",
    "dc.date.modified", "dc.modified", "last-modified", "lastmod", "last_modified", "modified",
    "revised", "moddate", "bt:moddate", "article.updated", "updated_time", "rnews:datemodified",
    "lastupdated", "last-updated", "utime",
)  # fmt: skip
TITLES: Final = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
)
SUMMARIES: Final = (
    "og:description",
    "description",
    "twitter:description",
    "sailthru.description",
    "dc.description",
)
SITES: Final = ("og:site_name",)
OTHER_SITES: Final = (
    "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher",
    "publisher", "copyright",
)  # fmt: skip
AUTHORS: Final = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "twitter:creator:name", "agency", "source",
    "news_source", "dc.source", "article:source", "provider", "cxenseparse:author",
)  # fmt: skip
ORIGINALS: Final = (
    "original-source",
    "syndication-source",
    "original-publisher",
    "canonical_source",
    "og:original",
)
RIGHTS: Final = (
    "copyright",
    "dc.rights",
    "dcterms.rights",
    "dcterms.rightsholder",
    "rights",
    "rights-standard",
)
_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """metas: contents by lower-case name, in order. props: (itemprop, value, element's schema)."""

    metas: Mapping[str, Sequence[str]]
    props: Mapping[str, Sequence[str]]
    links: Mapping[str, Sequence[str]]
    title: str | None
    language: str | None
    live: bool

    def first(self, names: Sequence[str]) -> str | None:
        """The first content of the first of the names that has one."""
        return next(iter(self.all(names)), None)

    def all(self, names: Sequence[str]) -> list[str]:
        """All contents of the names, in the order of the names."""
        return [content for name in names for content in self.metas.get(name, ())]


def read_head(tree: Any) -> Head:
    """What the tree's meta tags, links, `<title>` and microdata state."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        if not content or len(metas) > _MOST:
            continue
        for key in ("property", "name", "http-equiv", "itemprop"):
            for name in (meta.get(key) or "").lower().split():
                if not (key == "itemprop" and _is_beside(meta)):
                    metas.setdefault(name, []).append(content)
    links: dict[str, list[str]] = {}
    for link in tree.iter("link"):
        for rel in (link.get("rel") or "").lower().split():
            if link.get("href"):
                links.setdefault(rel, []).append(link.get("href").strip())
    title = next((text_in(each) for each in tree.iter("title") if _in_head(each)), None)
    return Head(metas, _props(tree), links, title or None, _language(tree), _is_live(tree))


def _in_head(element: Any) -> bool:
    """Is it the page's title, and no picture's?"""
    parent = element.getparent()
    return parent is None or parent.tag not in {"svg", "symbol", "g"}


def _props(tree: Any) -> dict[str, list[str]]:
    """Microdata of the page's one article, by itemprop; what belongs to another thing left out."""
    wanted = {
        "headline",
        "description",
        "datepublished",
        "datemodified",
        "author",
        "publisher",
        "alternativeheadline",
    }
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//*[@itemprop]")[:_MOST]:
        for name in element.get("itemprop").lower().split():
            if name in wanted and not _is_beside(element):
                value = element.get("content") or element.get("datetime") or _named(element)
                if value:
                    found.setdefault(name, []).append(" ".join(value.split()))
    return found


def _named(element: Any) -> str:
    """The text of an item: its name where it states one."""
    for inner in element.xpath(".//*[@itemprop='name']")[:1]:
        return inner.get("content") or text_in(inner)
    return text_in(element)


def _is_beside(element: Any) -> bool:
    """Does the property belong to a comment, a picture, or something else than the article?"""
    within = element.getparent()
    if element.tag == "meta" and within is not None and within.tag == "head":
        return False
    while within is not None:
        if within.get("itemscope") is not None:
            kind = (within.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1].lower()
            part = (within.get("itemprop") or "").lower()
            if part in {"liveblogupdate", "comment"}:
                return True
            return not (kind.endswith(("article", "posting", "webpage", "report")) or not kind)
        if within.tag in {"aside", "nav"}:
            return True
        within = within.getparent()
    return False


def _language(tree: Any) -> str | None:
    root = tree.getroottree().getroot()
    for key in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if root.get(key):
            return str(root.get(key))
    return None


def _is_live(tree: Any) -> bool:
    """Does microdata say that the page is a live blog?"""
    return any(
        each.get("itemtype").rstrip("/").endswith("LiveBlogPosting")
        for each in tree.xpath("//*[@itemtype]")[:_MOST]
    )
