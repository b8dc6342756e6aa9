from __future__ import annotations

import re

import pytest
from tests.extract.attribution_cases import attributions, parse

from tallybook.language.cues import load_cues


@pytest.mark.parametrize("example", load_cues().examples)
def test_every_example_has_its_cue(example: str) -> None:
    marked = re.search(r"\[(.*?)\]", example)
    assert marked is not None
    text = example.replace("[", "").replace("]", "")
    start, end = marked.start(), marked.end() - 2
    assert parse(text)
    assert any(
        item.cue_start is not None
        and item.cue_end is not None
        and item.cue_start < end
        and start < item.cue_end
        for item in attributions(text)
    )
