from __future__ import annotations

from pathlib import Path

import pytest

from tallybook.errors import UsageError
from tallybook.evaluate.polnear import score
from tallybook.model import Attribution, Source

TEXT = "The mayor said nine people had drowned."
MARKS = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 38\tnine people had drowned
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
"""
SHARED = Path(__file__).parents[3] / "shared" / "data" / "polnear" / "dev"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT)
    (tmp_path / "attributions" / "a_1.ann").write_text(MARKS)
    return tmp_path


def mayor(content: tuple[int, int] = (15, 38)) -> Attribution:
    return Attribution(Source("mayor"), "The mayor", 0, 9, "said", 10, 14, (content,))


def test_all_right(folder: Path) -> None:
    result = score(folder, attribute=lambda text: [mayor()])
    assert result["source f1"] == result["content f1"] == result["paired content f1"] == 1
    assert result["errors"] == []


def test_half_the_content(folder: Path) -> None:
    result = score(folder, attribute=lambda text: [mayor((15, 26))])
    assert result["content precision"] == 1
    assert result["content recall"] == 0.5


def test_nothing_found(folder: Path) -> None:
    result = score(folder, attribute=lambda text: [])
    assert result["source recall"] == 0
    assert result["errors"] == [
        {
            "text": "a",
            "what": "missed",
            "source": "The mayor",
            "cue": "said",
            "content": "nine people had drowned",
        }
    ]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no text"):
        score(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public set is not beside the project")
def test_the_built_in_finder_reaches_its_floor() -> None:
    result = score(SHARED, limit=12)
    assert result["source f1"] > 0.6
    assert result["content f1"] > 0.7
