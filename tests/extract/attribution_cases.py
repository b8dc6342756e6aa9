from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.attributions import find_attributions
from tallybook.language.cues import load_cues
from tallybook.language.parser import Parser
from tallybook.language.sentences import split_sentences
from tallybook.language.tree import Tree
from tallybook.model import Attribution, Block, Role

CORPUS = Path(__file__).parents[1] / "corpus" / "en" / "attributions.toml"


@cache
def cases() -> list[dict[str, Any]]:
    return list(tomllib.loads(CORPUS.read_text("utf-8"))["case"])


def parse(text: str) -> list[Tree]:
    return list(Parser.load().parse(text, split_sentences(text, 0, len(text))))


def attributions(text: str, headline: bool = False) -> list[Attribution]:
    end = text.index("\n") + 1 if headline else 0
    blocks = [Block(Role.BODY, end, len(text))]
    if headline:
        blocks.insert(0, Block(Role.HEADLINE, 0, end))
    return find_attributions(text, blocks, parse(text), SourceCatalogue.load(), load_cues())
