"""The two real reports: every row, every silence and every tally of the key eval/seeds.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tallybook.errors import UsageError
from tallybook.evaluate.positions import (
    Key,
    Row,
    faults,
    is_within,
    lies_within,
    load_keys,
    touches,
)
from tallybook.evaluate.scores import Miss, Outcome, share
from tallybook.model import Claim, Population, Reading, Tally
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import extract_reports
from tallybook.pipeline.steps import load_steps
from tallybook.pipeline.weighing import load_answer

FOLDER = "../shared/seeds"
KEY = Path("eval/seeds.toml")


@dataclass(slots=True)
class _Count:
    """What passed of what was checked, and what was missed."""

    passed: int = 0
    total: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, misses: Sequence[Miss]) -> None:
        self.total += 1
        self.passed += not misses
        self.misses.extend(misses)


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Shares of the rows, silences and tallies of the key that hold; `limit` counts reports."""
    keys, wanted = load_keys(KEY)
    numbered, unnumbered, silent, cues, tallied = (_Count() for _ in range(5))
    matched = 0
    claims: dict[str, Claim] = {}
    rows: dict[tuple[str, int], list[str]] = {}
    dated: set[str] = set()
    for key in keys[:limit]:
        reading = _read(folder, key)
        for row in key.rows:
            inside = [claim for claim in reading.claims if lies_within(claim, row.region)]
            (numbered if row.is_numbered else unnumbered).add(list(_row_misses(key, row, inside)))
            rows.setdefault((key.file, row.row), [claim.id for claim in inside])
        for silence in key.silences:
            loud = [claim for claim in reading.claims if touches(claim, silence.region)]
            silent.add([Miss(f"{key.file}: {silence.what}", "nothing", _short(c)) for c in loud])
        for name, value in key.says.items():
            found = str(getattr(reading.report, name, None))
            cues.add([] if found == value else [Miss(f"{key.file}: {name}", value, found)])
        if key.file not in dated:
            dated.add(key.file)
            claims.update({claim.id: claim for claim in reading.claims})
            matched += sum(
                any(lies_within(claim, row.region) for row in key.rows) for claim in reading.claims
            )
    tallies = _answer(list(claims.values()))
    for each in wanted if limit is None else ():
        tallied.add(list(_tally_misses(each, tallies, rows)))
    counts = (numbered, unnumbered, silent, cues, tallied)
    return Outcome(
        (
            share("rows with a number", numbered.passed, numbered.total),
            share("rows without a number", unnumbered.passed, unnumbered.total),
            share("silences", silent.passed, silent.total),
            share("page cues", cues.passed, cues.total),
            share("tallies", tallied.passed, tallied.total),
            share("claims in the key", matched, len(claims)),
        ),
        tuple(miss for count in counts for miss in count.misses),
    )


def _read(folder: Path, key: Key) -> Reading:
    path = folder / key.file
    options = Options(published=key.published)
    (reading,) = extract_reports([str(path)], options, load_steps(options))
    if reading.report is None or len(reading.report.text) != key.characters:
        raise UsageError(f"{path}: is not the report that {KEY} was made from; name its folder")
    return reading


def _row_misses(key: Key, row: Row, inside: Sequence[Claim]) -> Iterator[Miss]:
    where = f"{key.file} row {row.row} at {row.region}"
    if key.published is not None:
        where += f", published {key.published}"
    if not inside:
        yield Miss(where, f"a claim of {row.fields['measure']}", "nothing")
        return
    best = min((faults(row, claim) for claim in inside), key=len)
    for name, (value, found) in best.items():
        yield Miss(where, f"{name} = {value}", found)


def _short(claim: Claim) -> str:
    quantity = claim.quantity
    return f"{claim.measure} [{quantity.low}, {quantity.high}] at {claim.start}, {claim.end}"


def _answer(claims: Sequence[Claim]) -> list[Tally]:
    return load_answer().tallies(claims)


def _tally_misses(
    wanted: Mapping[str, Any], tallies: Sequence[Tally], rows: Mapping[tuple[str, int], list[str]]
) -> Iterator[Miss]:
    """Nothing where some tally of the right question has all that is wanted."""
    asked = [tally for tally in tallies if _is_asked(wanted, tally)]
    if not asked:
        yield Miss(wanted["what"], "a tally", "none of this measure and population")
        return
    tries = [dict(_tally_faults(wanted, tally, rows)) for tally in asked]
    for name, found in min(tries, key=len).items():
        yield Miss(wanted["what"], f"{name} = {wanted[name]}", found)


def _is_asked(wanted: Mapping[str, Any], tally: Tally) -> bool:
    of: Population = tally.of
    if tally.measure != wanted["measure"]:
        return False
    if "unit" in wanted:
        return of.unit is not None and wanted["unit"] in of.unit
    if of.unit is not None or list(of.parties) != wanted["parties"]:
        return False
    place = tally.place
    return "country" not in wanted or (place is not None and wanted["country"] in place.countries)


def _tally_faults(
    wanted: Mapping[str, Any], tally: Tally, rows: Mapping[tuple[str, int], list[str]]
) -> Iterator[tuple[str, str]]:
    for end, value in (("low", tally.low), ("high", tally.high)):
        if end in wanted and not is_within(value, wanted[end]):
            yield end, str(value)
    if tally.origins < wanted.get("origins", 0):
        yield "origins", str(tally.origins)
    if wanted.get("contested", tally.contested) != tally.contested:
        yield "contested", str(tally.contested)
    if "silent" in wanted and wanted["silent"] not in tally.silent:
        yield "silent", str(list(tally.silent))
    if "carriers_of" in wanted:
        name, least = wanted["carriers_of"]
        counts = [len(one.carriers) for one in tally.statements if name in one.origin]
        if max(counts, default=0) < least:
            yield "carriers_of", str(counts)
    if "bound" in wanted:
        bound = wanted["bound"]
        setting = set(rows.get((bound["file"], bound["row"]), ()))
        ends = [each for each in tally.bounds if each.end == bound["end"]]
        if not any(setting & set(each.because) for each in ends):
            yield "bound", str([f"{each.end} {each.value}: {each.rule}" for each in ends])
