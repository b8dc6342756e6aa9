"""Every variable of the environment that the code asks for stands in the reference, no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"TALLYBOOK_[A-Z_]*[A-Z]")


def test_every_variable_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "environment.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(TALLYBOOK_\w+)` \|", page, re.M))
    asked = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in NAME.findall(path.read_text("utf-8"))
    }
    assert asked == told
