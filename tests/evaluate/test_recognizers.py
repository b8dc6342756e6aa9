"""Numbers and ranges on the public specs, where they lie beside the project."""

from pathlib import Path

import pytest

from tallybook.errors import DataError
from tallybook.evaluate.recognizers import score_numbers

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "data" / "recognizers-en"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the public specs are not here")
def test_the_mark_is_reached() -> None:
    scores = score_numbers(FOLDER)
    assert scores["numbers"]["percent"] >= 99.0, scores["numbers"]["misses"]
    assert scores["ranges"]["percent"] >= 96.0, scores["ranges"]["misses"]
    assert scores["numbers"]["in_scope"] >= 140
    assert scores["ranges"]["in_scope"] >= 66


def test_a_folder_without_specs_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="give the folder of the specs"):
        score_numbers(tmp_path)
