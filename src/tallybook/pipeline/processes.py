"""Work spread over processes, results in order, few tasks in flight, a killed worker survived."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD: Final = 4
"""Tasks in flight for each process: enough to keep all busy, few enough to stream."""


@dataclass(frozen=True, slots=True)
class Broken:
    """In place of a result: the task killed its process twice."""


def in_processes(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int
) -> Iterator[tuple[Task, Result | Broken]]:
    """Each task with its result, in the order of the tasks; what `work` raises is raised here.

    Where a process dies, the tasks that it may have held are done again, each in a process of its
    own; the one that kills that too comes back as Broken.
    """
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    pool = _pool(jobs)
    try:
        for task in tasks:
            try:
                future = pool.submit(work, task)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(jobs)
                future = pool.submit(work, task)
            waiting.append((task, future))
            if len(waiting) >= jobs * _AHEAD:
                first = _next(work, waiting)
                yield first
        while waiting:
            last = _next(work, waiting)
            yield last
    finally:
        pool.shutdown(cancel_futures=True)


def _next(
    work: Callable[[Task], Result], waiting: deque[tuple[Task, Future[Result]]]
) -> tuple[Task, Result | Broken]:
    task, future = waiting.popleft()
    try:
        return task, future.result()
    except BrokenProcessPool:
        return task, _alone(work, task)


def _alone(work: Callable[[Task], Result], task: Task) -> Result | Broken:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return Broken()


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parser's threads do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quiet)


def _quiet() -> None:
    """An interrupt is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
