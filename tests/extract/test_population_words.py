import pytest

from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.model import Block, Report, Role


def _words(text: str) -> str:
    extraction = extract(Report(text), (Block(Role.BODY, 0, len(text)),), ExtractOptions())
    return extraction.claims[0].of.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("That spring nearly 9,000 people were killed across the country.", "people"),
        ("That night 40 villagers died.", "villagers"),
        ("The blast killed 14 border guards.", "border guards"),
        ("Dozens of coal miners were killed.", "coal miners"),
        ("Police said 12 factory workers were wounded.", "factory workers"),
    ],
)
def test_who_is_counted_in_the_words_of_the_text(text: str, words: str) -> None:
    assert _words(text) == words
