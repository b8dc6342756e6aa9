"""Which addresses of the site the bench asks for: every page, each in many ways that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice, product
from typing import Any
from urllib.parse import quote, urlencode

from tallybook.model import Tally
from tallybook.queries import View

_POLICIES = ("bounds", "latest", "majority", "ucdp", "acled")


@dataclass(frozen=True)
class Kind:
    """A page. addresses: up to so many of a view's. most: ask no more than that, 0 for no limit."""

    name: str
    addresses: Callable[[View, int], Iterable[str]]
    most: int = 0


def _spread(found: Iterable[Any], times: int) -> list[Any]:
    """So many of them, from all over."""
    every = list(found)
    step = max(1, len(every) // max(1, times))
    return every[::step][:times]


def _small(view: View, times: int) -> list[Tally]:
    return _spread((one for one in view.tallies.values() if len(one.statements) < 30), times)


def _huge(view: View, times: int) -> list[Tally]:
    return sorted(view.tallies.values(), key=lambda one: -len(one.statements))[:times]


def _asked(address: str, choices: dict[str, list[str]], times: int) -> Iterator[str]:
    """The address with every combination of what may be asked for."""
    wanted = product(*([None, *some] for some in choices.values()))
    for values in islice(wanted, times):
        told = {
            name: value for name, value in zip(choices, values, strict=True) if value is not None
        }
        yield f"{address}?{urlencode(told)}" if told else address


def _overview(view: View, times: int) -> Iterator[str]:
    parties = sorted({party for one in view.tallies.values() for party in one.of.parties})
    measures = sorted({one.measure for one in view.tallies.values()})
    grades = sorted({one.grade.value for one in view.tallies.values()})
    pages = [str(number) for number in (2, 3, 10, 50)]
    yield from _asked(
        "/", {"page": pages, "measure": measures, "grade": grades, "party": parties}, times
    )


def _dated(tallies: Iterable[Tally], times: int) -> Iterator[str]:
    found = list(tallies)
    for number, tally in zip(range(times), cycle(found), strict=False):
        if not found or tally.as_of is None:
            return
        day = tally.as_of - timedelta(days=1 + number // len(found))
        yield f"/tallies/{tally.id}?as_of={day}"


def _any_day(view: View, times: int) -> Iterator[str]:
    """Days from all over a tally's time, by one policy after the other."""
    for number, (tally, policy) in enumerate(
        zip(_spread(view.tallies.values(), times), cycle(_POLICIES), strict=False)
    ):
        days = [one.at for one in tally.revisions if one.at is not None]
        if days and tally.as_of is not None:
            day = days[0] + (tally.as_of - days[0]) * (number % 10) / 10
            yield f"/tallies/{tally.id}?as_of={day}&policy={policy}"


def _for_a_day(view: View, times: int) -> Iterator[str]:
    for tally in _spread(view.tallies.values(), times):
        if tally.as_of is not None:
            yield f"/tallies/{tally.id}?on={tally.as_of - timedelta(days=2)}"


def _by_convention(view: View, times: int) -> Iterator[str]:
    for tally, name in zip(
        _spread(view.tallies.values(), times), cycle(("lowest", "acled")), strict=False
    ):
        yield f"/tallies/{tally.id}?convention={name}"


def _by_policy(view: View, times: int) -> Iterator[str]:
    for tally, policy in zip(_small(view, times), cycle(_POLICIES), strict=False):
        yield f"/tallies/{tally.id}?policy={policy}"


def _of(ending: str, choose: Callable[[View, int], list[Tally]] = _small) -> Any:
    return lambda view, times: (f"/tallies/{one.id}{ending}" for one in choose(view, times))


def _sources(view: View, times: int) -> Iterator[str]:
    parties = sorted(
        {one.party for t in view.tallies.values() for one in t.statements if one.party}
    )
    sorts = ["name", "reports", "outlets", "first", "last", "falls", "far"]
    yield from _asked("/sources", {"page": ["2", "3"], "sort": sorts, "party": parties}, times)


def _source(view: View, times: int) -> Iterator[str]:
    try:
        from tallybook.queries.sources import sources_of
    except ImportError:
        return iter(())
    most = sources_of(view)[: times // 4]
    rest = _spread(sources_of(view), times - len(most))
    return (f"/sources/{quote(one.key)}" for one in (*most, *rest))


def _words(view: View, times: int) -> Iterator[str]:
    places = {one.place.name for one in view.tallies.values() if one.place and one.place.name}
    words = [*sorted(places)[: times - 3], "soldiers", "killed", "people"]
    return (f"/search?q={quote(one)}" for one in words)


def _reports(view: View, times: int) -> Iterator[str]:
    outlets = sorted({one.publisher for one in view.reports.values() if one.publisher})
    yield from _asked("/reports", {"page": ["2", "50"], "outlet": outlets}, times)


def _report(ending: str = "") -> Any:
    return lambda view, times: (f"/reports/{one}{ending}" for one in _spread(view.reports, times))


def _maps(view: View, times: int) -> Iterator[str]:
    measures = sorted({one.measure for one in view.tallies.values()})
    countries = sorted(
        {each for one in view.tallies.values() if one.place for each in one.place.countries}
    )
    yield from _asked("/map", {"measure": measures, "country": countries}, times)


PAGES: tuple[Kind, ...] = (
    Kind("overview, filtered", _overview),
    Kind("tally", _of("")),
    Kind("tally, the largest", _of("", _huge)),
    Kind("tally as of a day", lambda view, times: _dated(_small(view, times), times)),
    Kind("large tally as of a day", lambda view, times: _dated(_huge(view, 10), times)),
    Kind("tally as of any day", _any_day),
    Kind("tally for a day", _for_a_day),
    Kind("tally by a convention", _by_convention),
    Kind("tally by a policy", _by_policy),
    Kind("chart.svg", _of("/chart.svg")),
    Kind("chart.svg, the largest", _of("/chart.svg", _huge), most=20),
    Kind("chart.json", _of("/chart.json")),
    Kind("chart.png", _of("/chart.png"), most=20),
    Kind("embed", _of("/embed")),
    Kind("embed, the largest", _of("/embed", _huge)),
    Kind("csv", _of(".csv")),
    Kind("json", _of(".json")),
    Kind("json, the largest", _of(".json", _huge), most=5),
    Kind("wikitext", _of(".wikitext")),
    Kind("printable report", _of("/report")),
    Kind("printable report, largest", _of("/report", _huge)),
    Kind("report.pdf", _of("/report.pdf"), most=20),
    Kind("report.pdf, the largest", _of("/report.pdf", _huge), most=10),
    Kind("reports", _reports),
    Kind("a report", _report()),
    Kind("versions of a report", _report("/versions")),
    Kind("sources", _sources),
    Kind("a source", _source),
    Kind("map", _maps),
    Kind("search", _words),
    Kind("feed", lambda view, times: ["/feed.atom"]),
    Kind("paste", lambda view, times: ["/paste"]),
)
