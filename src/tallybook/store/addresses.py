"""Where a page is found: its URL without what does not name the page."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_WEB: Final = frozenset({"http", "https"})
_PORTS: Final = {"http": ":80", "https": ":443"}
_TRACKING: Final = frozenset({"fbclid", "gclid"})
_CAMPAIGN: Final = "utm_"


def address_of(url: str | None) -> str | None:
    """The same for every URL of one page; None for none, and for a site's front page.

    http and https, the letters of the host's name, a slash at the end, the fragment and what only
    says where a reader came from make no difference. A front page shows other stories each day:
    its texts are no versions of one another.

    >>> address_of("HTTPS://News.example/war/?utm_source=feed#top")
    '//news.example/war'
    """
    if url is None or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, "\n"))
    except ValueError:  # brackets that hold no address
        return url.strip()
    query = "&".join(each for each in parts.query.split("&") if each and not _tracks(each))
    path = parts.path.rstrip("/")
    if parts.scheme not in _WEB:
        return parts._replace(fragment="").geturl() or None
    if not path and not query:
        return None
    return f"//{host}{path}" + (f"?{query}" if query else "")


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_CAMPAIGN)
