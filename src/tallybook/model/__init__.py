"""The nouns: frozen dataclasses out of the standard library only."""

from tallybook.model.check import Check
from tallybook.model.claim import Claim, Mark, Part, Scope, Stance
from tallybook.model.fetch import Fetch
from tallybook.model.identity import content_id
from tallybook.model.link import Link, Verdict
from tallybook.model.measure import Accrual, Measure
from tallybook.model.page import Kind, Page, Piece, Run, Snapshot, raw_span
from tallybook.model.period import Period
from tallybook.model.place import Place
from tallybook.model.population import Population
from tallybook.model.problem import Problem, Stage
from tallybook.model.quantity import Form, Quantity
from tallybook.model.reading import Reading
from tallybook.model.report import CLAIMING, Block, Report, Role
from tallybook.model.ruling import Act, Ruling
from tallybook.model.source import Attribution, Source, SourceKind
from tallybook.model.tally import Bound, Conflict, Grade, Move, Revision, Statement, Tally, Turn
from tallybook.model.version import Version

__all__ = [
    "CLAIMING",
    "Accrual",
    "Act",
    "Attribution",
    "Block",
    "Bound",
    "Check",
    "Claim",
    "Conflict",
    "Fetch",
    "Form",
    "Grade",
    "Kind",
    "Link",
    "Mark",
    "Measure",
    "Move",
    "Page",
    "Part",
    "Period",
    "Piece",
    "Place",
    "Population",
    "Problem",
    "Quantity",
    "Reading",
    "Report",
    "Revision",
    "Role",
    "Ruling",
    "Run",
    "Scope",
    "Snapshot",
    "Source",
    "SourceKind",
    "Stage",
    "Stance",
    "Statement",
    "Tally",
    "Turn",
    "Verdict",
    "Version",
    "content_id",
    "raw_span",
]
