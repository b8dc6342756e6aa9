"""The worker: `python -m tallybook.charts.worker` draws what it is asked, a line each way.

Drawing holds Python's lock for as long as it takes, so what serves readers has it done in this
process of its own. Asked: `{"form": "svg", "spec": {…}}`; answered: `{"drawn": "<svg …"}` with a
PNG in base 64, or `{"fault": "…"}`. It ends with its input.
"""

from __future__ import annotations

import base64
import json
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from tallybook.charts.drawing import draw_png, draw_svg, vega_library

_DRAWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "svg": draw_svg,
    "png": lambda spec: base64.b64encode(draw_png(spec)).decode("ascii"),
    "library": lambda _: vega_library(),
}


def answer(line: str) -> str:
    """The answer to one line."""
    try:
        asked = json.loads(line)
        return json.dumps({"drawn": _DRAWN[asked["form"]](asked.get("spec"))})
    except Exception as error:  # noqa: BLE001 - told to whoever asked
        return json.dumps({"fault": f"{type(error).__name__}: {error}"[:2000]})


def main() -> None:
    """Answers until the input ends; who asks also sees to Control-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
