"""Reports, blocks, problems and links as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tallybook.model.link import Link, Verdict
from tallybook.model.problem import Problem, Stage
from tallybook.model.records.values import Record, day, moment, written
from tallybook.model.report import Block, Report, Role


def report_record(report: Report, blocks: Sequence[Block] | None = None) -> Record:
    """A report; with its blocks it is what `tallybook read` prints."""
    record: Record = {
        "id": report.id,
        "url": report.url,
        "publisher": report.publisher,
        "agency": report.agency,
        "title": report.title,
        "language": report.language,
        "published": written(report.published),
        "modified": written(report.modified),
        "retrieved": written(report.retrieved),
        "path": report.path,
        "text": report.text,
    }
    if blocks is not None:
        record["blocks"] = [{**block_record(block), "why": block.why} for block in blocks]
    return record


def report_from_record(record: Mapping[str, Any]) -> Report:
    """The report that `report_record` wrote."""
    return Report(
        text=record["text"],
        url=record.get("url"),
        publisher=record.get("publisher"),
        agency=record.get("agency"),
        title=record.get("title"),
        language=record.get("language"),
        published=day(record.get("published")),
        modified=day(record.get("modified")),
        retrieved=moment(record.get("retrieved")),
        path=record.get("path"),
    )


def block_record(block: Block) -> Record:
    """A block: role, start, end, time, background."""
    return {
        "role": block.role.value,
        "start": block.start,
        "end": block.end,
        "time": written(block.time),
        "background": block.background,
    }


def block_from_record(record: Mapping[str, Any]) -> Block:
    """The block that `block_record` wrote."""
    time = moment(record.get("time"))
    role, background = Role(record["role"]), record.get("background", False)
    return Block(role, record["start"], record["end"], time, background)


def problem_record(problem: Problem) -> Record:
    """A problem: what could not be read, at which stage, why, and what helps."""
    return {
        "id": problem.id,
        "stage": problem.stage.value,
        "where": problem.where,
        "reason": problem.reason,
        "remedy": problem.remedy,
        "report": problem.report,
        "start": problem.start,
        "end": problem.end,
    }


def problem_from_record(record: Mapping[str, Any]) -> Problem:
    """The problem that `problem_record` wrote."""
    fields = {name: record.get(name) for name in ("report", "start", "end")}
    return Problem(
        stage=Stage(record["stage"]),
        where=record["where"],
        reason=record["reason"],
        remedy=record.get("remedy", ""),
        **fields,
    )


def link_record(link: Link) -> Record:
    """A judgement over two claims."""
    return {
        "id": link.id,
        "left": link.left,
        "right": link.right,
        "verdict": link.verdict.value,
        "score": link.score,
        "reasons": list(link.reasons),
        "made_by": link.made_by,
        "at": link.at or None,
    }


def link_from_record(record: Mapping[str, Any]) -> Link:
    """The link that `link_record` wrote."""
    return Link(
        left=record["left"],
        right=record["right"],
        verdict=Verdict(record["verdict"]),
        score=record["score"],
        reasons=tuple(record["reasons"]),
        made_by=record["made_by"],
        at=record.get("at") or "",
    )
