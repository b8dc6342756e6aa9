import pytest

from tallybook.link import likeness


@pytest.mark.parametrize(
    ("left", "right", "low", "high"),
    [
        ("Four miners died in the shaft.", "four miners died in the shaft", 1.0, 1.0),
        ("Four miners died in the shaft.", "Rain fell on the whole coast.", 0.0, 0.0),
        (
            "Four miners died in the old shaft at dawn.",
            "Four miners died in the old shaft.",
            0.5,
            0.9,
        ),
        ("", "Four miners", 0.0, 0.0),
    ],
)
def test_likeness(left, right, low, high):
    assert low <= likeness(left, right) <= high
