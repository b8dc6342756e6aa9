"""Our own sentences (tests/corpus): every claim, every field given, and every silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tallybook.errors import UsageError
from tallybook.evaluate.cases import Case, Expected, load_cases
from tallybook.evaluate.matching import differences, pair_up, tested
from tallybook.evaluate.scores import Miss, Outcome, Score, f_score, share
from tallybook.model import Block, Claim, Form, Problem, Report
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import Extract, Extraction
from tallybook.pipeline.steps import EMBEDDED, load_extractor

FOLDER = "tests/corpus/en/claims"


def evaluate(folder: Path, limit: int | None = None, extractor: str = EMBEDDED) -> Outcome:
    """Scores over the cases of the folder's files, and of another extractor how often it failed."""
    cases = load_cases(folder)
    if not cases:
        raise UsageError(f"{folder}: holds no cases; name the folder of the corpus's TOML files")
    extract, problems = load_extractor(Options(extractor=extractor)), list[Problem]()

    def watched(report: Report, blocks: tuple[Block, ...]) -> Extraction:
        found = extract(report, blocks)
        problems.extend(found.problems)
        return found

    outcome = check_cases(cases[:limit], watched)
    if extractor == EMBEDDED:
        return outcome
    return replace(outcome, scores=(*outcome.scores, Score("problems", float(len(problems)))))


def check_cases(cases: Sequence[Case], extract: Extract) -> Outcome:
    """Scores over the cases, with that extractor."""
    tally: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    right_fields: Counter[str] = Counter()
    misses: list[Miss] = []
    for case in cases:
        claims = list(extract(case.report, case.blocks).claims)
        found = check_case(case, claims, fields, right_fields, tally)
        tally["silent"] += case.is_silent
        tally["kept silent"] += case.is_silent and not found
        tally["whole"] += not found
        if case.xfail is not None and not found:
            tally["closed"] += 1
            found = [Miss(f"{case.file} {case.id}", f"to fail: {case.xfail}", "right: drop xfail")]
        misses.extend(found)
    precision, recall, f1 = f_score(tally["found"], tally["right"], tally["expected"])
    measures = sorted(name.removeprefix("of ") for name in tally if name.startswith("of "))
    return Outcome(
        (
            share("cases", tally["whole"], len(cases)),
            share("silence", tally["kept silent"], tally["silent"]),
            precision,
            recall,
            f1,
            *(share(f"field {name}", right_fields[name], fields[name]) for name in sorted(fields)),
            *(
                share(f"recall {name}", tally[f"got {name}"], tally[f"of {name}"])
                for name in measures
            ),
            Score("known gaps", float(sum(case.xfail is not None for case in cases))),
            Score("gaps closed", float(tally["closed"])),
        ),
        tuple(misses),
    )


def check_case(
    case: Case,
    claims: Sequence[Claim],
    fields: Counter[str],
    right_fields: Counter[str],
    tally: Counter[str],
) -> list[Miss]:
    """What is wrong with the claims of one case; counts go into the counters."""
    pairs, missed, extra = pair_up(case.expected, claims)
    if case.partial:
        extra = []
    where = f"{case.file} {case.id}"
    misses = [Miss(where, shown(wanted), "nothing") for wanted in missed]
    misses += [Miss(where, "nothing", shown_claim(claim)) for claim in extra]
    others = {claim.id: claim for claim in claims}
    for wanted, claim in pairs:
        wrong = differences(wanted, claim, others)
        for name in tested(wanted):
            fields[name] += 1
            right_fields[name] += name not in wrong
        fields["span"] += 1
        right_fields["span"] += (claim.start, claim.end) == (wanted.start, wanted.end)
        for name, (value, got) in wrong.items():
            misses.append(Miss(f"{where} “{wanted.words}”", f"{name} = {value}", got))
    tally["expected"] += len(case.expected)
    tally["right"] += len(pairs)
    tally["found"] += len(pairs) + len(extra)
    for wanted in case.expected:
        tally[f"of {wanted.fields['measure']}"] += 1
    for wanted, _ in pairs:
        tally[f"got {wanted.fields['measure']}"] += 1
    return misses


def shown(wanted: Expected) -> str:
    """An expected claim in short."""
    form = wanted.fields.get("form", Form.EXACT)
    return f"{wanted.fields['measure']} [{wanted.low}, {wanted.high}] {form} “{wanted.words}”"


def shown_claim(claim: Claim) -> str:
    """A claim in short."""
    quantity = claim.quantity
    return f"{claim.measure} [{quantity.low}, {quantity.high}] {quantity.form} “{claim.text}”"
