"""axe-core over a page: what it finds against WCAG 2.2, levels A and AA."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """(tags) => axe.run(document, {
  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"]
})"""


def faults(page: Page) -> list[str]:
    """Every violation, with the elements that break the rule."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    page.evaluate(script)
    found: dict[str, Any] = page.evaluate(_RUN, _TAGS)
    return [
        f"{each['impact']}: {each['id']}: {each['help']}: "
        + "; ".join(node["html"][:160] for node in each["nodes"][:5])
        for each in found["violations"]
    ]
