"""A page around a chart: all that draws it is inside, and the statements stand below as a table."""

from __future__ import annotations

import html
import json
from typing import Any, Final

_COLUMNS: Final = ("day", "speaker", "side", "words", "figure", "stance", "outlets", "standing")
_HEADS: Final = (
    *("said on", "speaker", "side", "words"),
    *("figure", "how said", "carried by", "standing"),
)
_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'unsafe-inline'; img-src data: blob:"
)


def page_of(spec: dict[str, Any], scripts: str) -> str:
    """The page. scripts: JavaScript that puts Vega-Embed on `window.draw`; nothing is fetched."""
    params = {param["name"]: param["value"] for param in spec["params"]}
    title = html.escape(spec["usermeta"]["title"])
    chart = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ margin: 0 auto; max-width: {spec["width"] + 200:.0f}px; padding: 8px;
  background: {params["paper"]}; color: {params["ink"]};
  font: 14px/1.4 {spec["config"]["font"]}; }}
#chart {{ overflow-x: auto; }}
table {{ border-collapse: collapse; margin: 8px 16px; }}
th, td {{ padding: 4px 12px 4px 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid {params["hairline"]}; }}
summary {{ margin: 8px 16px; cursor: pointer; color: {params["muted"]}; }}
</style>
</head>
<body>
<div id="chart" role="figure" aria-label="{html.escape(spec["description"])}"></div>
<details>
<summary>The statements as a table</summary>
{_table(spec)}
</details>
<script type="module">
{scripts}
const chart = {chart};
window.draw("#chart", chart, {{
  renderer: "svg", actions: {{ export: true, source: false, compiled: false, editor: false }}
}});
</script>
</body>
</html>
"""


def _table(spec: dict[str, Any]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(str(row[name]))}</td>" for name in _COLUMNS) + "</tr>"
        for row in spec["datasets"]["statements"]
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
