"""The public specs of time phrases, read in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallybook.errors import DataError
from tallybook.evaluate.dates import score

SPECS = Path(__file__).parents[3] / "shared" / "data" / "recognizers-en" / "DateTime"


@pytest.mark.skipif(not SPECS.is_dir(), reason="the public specs are not here")
def test_the_specs_that_news_uses() -> None:
    result = score(SPECS)
    assert result["in_scope"] >= 600
    assert result["share"] >= 0.93
    assert result["right"] + len(result["misses"]) == result["in_scope"]


def test_a_folder_without_specs_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"DateExtractor\.json"):
        score(tmp_path)
