"""MUC-3 and MUC-4 (1991, 1992): how many people were killed, wounded or abducted, per report.

Without a folder of its own the set is `tst1` and `tst2`, 200 reports of news in capitals; `dev`,
1,300 more, is for building: `tallybook eval muc ../shared/data/muc/dev`. What counts as an answer
is said in `tallybook.evaluate.muc_answers`. The best system of 1992 had recall 66 and precision 56
on the number slot of its test.
"""

from __future__ import annotations

from pathlib import Path

from tallybook.evaluate.muc import read_folder
from tallybook.evaluate.muc_answers import Tally, scores_of
from tallybook.evaluate.scores import Outcome, Score
from tallybook.pipeline.options import Options
from tallybook.pipeline.steps import load_steps

FOLDER = "../shared/data/muc"


def evaluate(folder: Path, limit: int | None = None) -> Outcome:
    """Recall and precision of the numbers; `limit` counts messages."""
    steps = load_steps(Options())
    plural, all_ = Tally(), Tally()
    messages = read_folder(folder)[:limit]
    for message in messages:
        report, blocks = steps.pages.clean(message.report, ())
        claims = steps.extract(report, blocks).claims
        plural.add(message, claims)
        all_.add(message, claims, singles=True)
    scores = scores_of([("", plural), (" with singles", all_)])
    return Outcome((Score("messages", float(len(messages))), *scores), tuple(plural.misses))
