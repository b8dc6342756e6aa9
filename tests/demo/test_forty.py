"""Forty reports of one week come to what the hand-made key says of them, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.demo import forty
from tests.demo.forty import GAPS, KEY, LAST, answering, asking, carriers, expected, is_by

from tallybook.model import Tally

CHECKED = ("sides", "silent", "origins")


def listed(kind: str) -> Iterator[Any]:
    """One case for each expectation of that kind, those that are not reached marked so."""
    for tally in KEY["tally"]:
        for one in tally.get(kind, ()):
            told = [one.get("at", ""), *one.get("who", ()), one.get("low", ""), one.get("turn", "")]
            if kind == "move":
                told = [one["turn"], one["from"], one["to"], one["who"]]
            name = "-".join([tally["id"], kind, *(str(word) for word in told if word != "")])
            yield case(name, tally["id"], one)


def case(name: str, *values: Any) -> Any:
    """A case of that name, marked where the gaps name it."""
    name = name.replace(" ", "_")
    marks = [pytest.mark.xfail(reason=GAPS[name], strict=True)] if name in GAPS else []
    return pytest.param(*values, id=name, marks=marks)


def check_end(tally: Tally, end: str, moment: dict[str, Any]) -> None:
    value: Decimal | None = getattr(tally, end)
    if end in moment:
        wanted = None if moment[end] == "open" else moment[end]
        assert value == wanted, f"{end} of {tally.answer}"
    if f"{end}_between" in moment:
        least, most = moment[f"{end}_between"]
        assert value is not None, f"{end} of {tally.answer}"
        assert least <= value <= most, f"{end} of {tally.answer}"


@pytest.mark.parametrize(("name", "moment"), list(listed("day")))
def test_answer_by_the_end_of_a_day(name: str, moment: dict[str, Any]) -> None:
    tally = answering(name, moment["at"])
    for end in ("low", "high", "best"):
        check_end(tally, end, moment)
    if "contested" in moment:
        assert tally.contested == moment["contested"], tally.answer


@pytest.mark.parametrize(("name", "said"), list(listed("said")))
def test_statement_has_its_carriers(name: str, said: dict[str, Any]) -> None:
    high = said.get("high")
    found = [
        one
        for one in answering(name).statements
        if is_by(one, said["who"])
        and one.low == said.get("low")
        and (high is None or one.high == (None if high == "open" else high))
    ]
    assert found, "nobody says so"
    assert set(said["in"]) <= carriers(found)
    assert sum(one.independent for one in found) == 1, "one origin is one witness"


@pytest.mark.parametrize(("name", "clash"), list(listed("clash")))
def test_conflict_is_named(name: str, clash: dict[str, Any]) -> None:
    tally = answering(name, clash["at"])
    by_id = {one.id: one for one in tally.statements}
    pairs = [
        ([by_id[name] for name in conflict.statements if name in by_id], conflict.kind)
        for conflict in tally.conflict
    ]
    left, right = clash["between"]
    assert any(
        kind in clash["kinds"]
        and any(is_by(one, [left]) and is_by(other, [right]) for one in told for other in told)
        for told, kind in pairs
    ), [(conflict.kind, conflict.reason) for conflict in tally.conflict]


@pytest.mark.parametrize(("name", "move"), list(listed("move")))
def test_change_of_one_source_is_told(name: str, move: dict[str, Any]) -> None:
    tally = answering(name)
    by_id = {one.id: one for one in tally.statements}
    assert any(
        one.turn == move["turn"]
        and one.at == move["at"]
        and one.earlier in by_id
        and one.later in by_id
        and is_by(by_id[one.later], [move["who"]])
        and by_id[one.earlier].low == move["from"]
        and by_id[one.later].low == move["to"]
        for one in tally.moves
    ), [(one.turn.value, one.at, one.why) for one in tally.moves]


def standings() -> Iterator[Any]:
    for tally in KEY["tally"]:
        for kind in CHECKED:
            if kind in tally:
                yield case(f"{tally['id']}-{kind}", tally["id"], kind, tally[kind])


@pytest.mark.parametrize(("name", "kind", "wanted"), list(standings()))
def test_who_speaks(name: str, kind: str, wanted: list[Any]) -> None:
    tally = answering(name)
    if kind == "origins":
        least, most = wanted
        assert least <= tally.origins <= most, tally.answer
    else:
        assert set(getattr(tally, kind)) == set(wanted), tally.answer


@pytest.mark.parametrize("name", [case(f"{one['id']}-once", one["id"]) for one in KEY["tally"]])
def test_nothing_is_asked_twice(name: str) -> None:
    day = LAST if any(one["at"] == LAST for one in expected(name)["day"]) else _last(name)
    assert len(asking(name, day)) == 1, [tally.answer for tally in asking(name, day)]


def _last(name: str) -> date:
    day: date = expected(name)["day"][-1]["at"]
    return day


@pytest.mark.parametrize(
    "echo", [case(f"{one['tally']}-echo-{one['reports'][0]}", one) for one in KEY["echo"]]
)
def test_echo_is_no_witness(echo: dict[str, Any]) -> None:
    witnesses = [
        one
        for one in answering(echo["tally"]).statements
        if one.independent
        and carriers([one]) <= set(echo["reports"])
        and one.low == echo.get("low", one.low)
    ]
    assert len(witnesses) <= ("low" in echo), [one.origin for one in witnesses]


def silences(kind: str) -> Iterator[Any]:
    for one in KEY[kind]:
        for words in one["words"]:
            yield case(f"{kind}-{one['report']:02}-{words}", one["report"], words)


@pytest.mark.parametrize(("report", "words"), list(silences("silent")))
def test_these_words_make_no_claim(report: int, words: str) -> None:
    assert not [claim.text for claim in forty.words_of(report, words)]


@pytest.mark.parametrize(("report", "words"), list(silences("apart")))
def test_these_figures_stay_apart(report: int, words: str) -> None:
    told = {claim.id for claim in forty.words_of(report, words)}
    assert told
    for one in KEY["tally"]:
        if one.get("country") != "CO" and asking(one["id"]):
            tally = answering(one["id"])
            carried = {claim for said in tally.statements for claim in said.carriers}
            assert not told & carried, tally.answer
