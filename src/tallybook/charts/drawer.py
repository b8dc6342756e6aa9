"""The drawer: draws in a process of its own, so that those who serve readers are never held up."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from threading import Lock, Timer
from typing import IO, Any, Final

from tallybook.charts.spec import Spec
from tallybook.errors import TallybookError

_LONGEST_S: Final = 60.0
_COMMAND: Final = ("-P", "-m", "tallybook.charts.worker")


class NotDrawn(TallybookError):
    """The chart could not be drawn."""


class Drawer:
    """Draws one chart at a time. The process begins with the first of them and ends with `close`.

    Where no process can be had, it draws here. longest: seconds after which a drawing is given up.
    """

    def __init__(self, longest: float = _LONGEST_S) -> None:
        self._longest = longest
        self._turn = Lock()
        self._process: subprocess.Popen[str] | None = None

    def svg(self, spec: Spec) -> str:
        """As `draw_svg`; NotDrawn where it fails."""
        return self._ask({"form": "svg", "spec": spec})

    def png(self, spec: Spec) -> bytes:
        """As `draw_png`; NotDrawn where it fails."""
        return base64.b64decode(self._ask({"form": "png", "spec": spec}))

    def library(self) -> str:
        """As `vega_library`; NotDrawn where it fails."""
        return self._ask({"form": "library"})

    def close(self) -> None:
        """Ends the process."""
        with self._turn:
            self._end()

    def _ask(self, asked: dict[str, Any]) -> str:
        line = json.dumps(asked)
        with self._turn:
            told = json.loads(self._answer(line))
        if "fault" in told:
            raise NotDrawn(f"the chart cannot be drawn: {told['fault']}")
        drawn: str = told["drawn"]
        return drawn

    def _answer(self, line: str) -> str:
        pipes = self._pipes()
        if pipes is None:
            from tallybook.charts.worker import answer  # run as a module, so not before

            return answer(line)
        process, asking, telling = pipes
        watch = Timer(self._longest, process.kill)
        watch.start()
        try:
            asking.write(line + "\n")
            asking.flush()
            found = telling.readline()
        except OSError:
            found = ""
        finally:
            watch.cancel()
        if not found.endswith("\n"):
            self._end()
            raise NotDrawn("the chart was not drawn in time, or drawing broke off; ask again")
        return found

    def _pipes(self) -> tuple[subprocess.Popen[str], IO[str], IO[str]] | None:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, *_COMMAND],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                )
            except OSError:
                return None
        process = self._process
        if process.stdin is None or process.stdout is None:
            return None
        return process, process.stdin, process.stdout

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has nowhere to go
                    continue
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
