"""How many words of its own each element of a page tells, and how many of them are links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_SILENT: Final = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "iframe", "nav", "footer", "button",
        "form", "time", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "head", "select",
        "option", "textarea",
    }
)  # fmt: skip
"""Elements whose words are no prose."""


@dataclass(frozen=True, slots=True)
class Prose:
    """For each element how many words stood before it and before its end: all, and in links."""

    spans: Mapping[Any, tuple[int, int, int, int]]

    def words(self, element: Any) -> int:
        """Words of prose in the element, links included."""
        start, end, _, _ = self.spans.get(element, (0, 0, 0, 0))
        return end - start

    def linked(self, element: Any) -> int:
        """Words of prose in it that are links."""
        _, _, start, end = self.spans.get(element, (0, 0, 0, 0))
        return end - start

    def own(self, element: Any) -> int:
        """Words of prose in it that are no links."""
        return self.words(element) - self.linked(element)


def count_prose(root: Any) -> Prose:
    """One walk through the tree, linear in its text."""
    from lxml import etree  # heavy: a cold start must not pay for it

    spans: dict[Any, tuple[int, int, int, int]] = {}
    before: list[tuple[int, int]] = []
    count = links = silent = linking = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            before.append((count, links))
            silent += tag in _SILENT
            linking += tag == "a"
            text = element.text
        else:
            silent -= tag in _SILENT
            linking -= tag == "a"
            start, link = before.pop()
            spans[element] = (start, count, link, links)
            text = element.tail
        if text and not silent:
            size = len(text.split())
            count += size
            links += size if linking else 0
    return Prose(spans)
