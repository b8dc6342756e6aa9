from __future__ import annotations

import re

import pytest
from tests.extract.attribution_cases import attributions, parse

from tallybook.extract.attributions import chain_for
from tallybook.extract.stances import find_stance
from tallybook.language.stances import load_stances
from tallybook.model import Stance

EXAMPLES = [
    (stance, example)
    for stance, lists in load_stances().qualifiers.items()
    for example in sorted(lists.examples)
]
OWN = [
    (Stance.UNCONFIRMED, "Officials fear that [30 people] are dead."),
    (Stance.UNCONFIRMED, "The ministry has not confirmed [12 deaths]."),
    (Stance.UNCONFIRMED, "Officials said [12 people] were feared dead."),
    (Stance.ESTIMATED, "Officials said [200 soldiers] were estimated to have been killed."),
    (Stance.ESTIMATED, "The ministry estimates [200 soldiers] were killed."),
    (Stance.CLAIMED, "The army said [12 men] died after it planned a retreat."),
    (Stance.FORECAST, "The agency expects [4,000 people] to flee."),
    (Stance.HYPOTHETICAL, "Officials said a collapse could kill [300 people]."),
    (Stance.ASSERTED, "[Twelve people] died when the bridge fell."),
    (Stance.PLANNED, "The government promised to send [40 tents]."),
    (Stance.DENIED, "The ministry denied that [12 civilians] had died."),
    (Stance.CLAIMED, "The rebels claimed to have killed [40 soldiers]."),
]


@pytest.mark.parametrize(("stance", "marked"), EXAMPLES + OWN, ids=lambda value: str(value)[:50])
def test_stance(stance: Stance, marked: str) -> None:
    span = re.search(r"\[(.*?)\]", marked)
    assert span is not None
    text = marked.replace("[", "").replace("]", "")
    start, end = span.start(), span.end() - 2
    tree = parse(text)[0]
    chain = chain_for(start, end, attributions(text))
    assert find_stance(tree, tree.covering(start, end), chain, load_stances()) is stance
