"""A row of a series: what it says on its day, by the mapping alone. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from tallybook.catalogue.conventions import Convention
from tallybook.extract.series_figures import NotAFigure, correction_of, quantity_of, whole_number
from tallybook.extract.series_rows import Entry, fault, is_filled
from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Part,
    Period,
    Population,
    Problem,
    Quantity,
    Report,
    Role,
    Scope,
    Source,
)
from tallybook.model.series import (
    Cell,
    CorrectionKind,
    Figure,
    Row,
    Series,
    SeriesScope,
)

MADE_BY: Final = "series 1"
RULE: Final = "series"
CORRECTED: Final = "series-correction"
"""The rule of a figure in which its source mended what it had said before."""

_SCOPES: Final = {
    SeriesScope.CUMULATIVE: Scope.CUMULATIVE,
    SeriesScope.INCREMENT: Scope.INCIDENT,
    SeriesScope.CURRENT: Scope.CURRENT,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a row gives: a report, its claims, and why some of its figures could not be read."""

    report: Report
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    faults: tuple[Problem, ...]


def tell(
    entry: Entry, series: Series, convention: Convention, correction: Row | None = None
) -> Told:
    """The report of a row and its claims; correction: what a corrections file says of its day.

    The report's text is the row, and the correction's on a line of its own below it.
    """
    changed = _changed(entry, series, correction)
    text = entry.row.text if not changed else f"{entry.row.text}\n{changed[0].text}"
    report = Report(
        text=text,
        url=_address(series, entry),
        publisher=series.publisher,
        language="en",
        published=entry.day,
        path=f"{entry.row.file}#{entry.key}",
    )
    teller = _Teller(entry, series, convention, report, changed)
    found = list(teller.claims())
    claims = _with_wholes(found)
    faults = tuple(problem for _, problem in found if isinstance(problem, Problem))
    return Told(report, (Block(Role.BODY, 0, len(text)),), claims, faults)


def _changed(entry: Entry, series: Series, correction: Row | None) -> list[Row]:
    """The correction, where it corrects any figure of this series."""
    if correction is None:
        return []
    named = [correction.cells.get(figure.field) for figure in series.figures]
    return [correction] if any(cell and correction_of(cell, series) for cell in named) else []


def _address(series: Series, entry: Entry) -> str:
    """One for each row, the same whenever and wherever the file is read: rows have versions."""
    query = f"series={series.name}&row={quote(entry.key, safe='/-')}"
    if series.url is None:
        return f"series:{series.name}/{quote(entry.key, safe='/-')}"
    page, _, fragment = series.url.partition("#")
    joint = "&" if "?" in page else "?"
    return f"{page}{joint}{query}" + (f"#{fragment}" if fragment else "")


class _Teller:
    """What the claims of one row have in common."""

    def __init__(
        self,
        entry: Entry,
        series: Series,
        convention: Convention,
        report: Report,
        changed: list[Row],
    ) -> None:
        self.entry, self.series, self.convention = entry, series, convention
        self.report, self.identity = report, report.id
        self.cells = entry.row.cells
        self.changes: Mapping[str, Cell] = {}
        if changed:
            below = len(entry.row.text) + 1
            self.changes = {n: _moved(cell, below) for n, cell in changed[0].cells.items()}
            self.correction = changed[0]

    def claims(self) -> Iterator[tuple[Figure, Claim | Problem]]:
        """Each figure that the row gives, or what is wrong with its field."""
        if self.entry.speaker is None:
            return
        for figure in self.series.figures:
            if not all(self._value(name) in wanted for name, wanted in figure.when.items()):
                continue
            try:
                claim = self._claim(figure, self.entry.speaker)
            except NotAFigure as error:
                row = self.correction if error.in_correction else self.entry.row
                yield figure, fault(row, error.field, error.reason, error.remedy)
            else:
                if claim is not None:
                    yield figure, claim

    def _claim(self, figure: Figure, speaker: Source) -> Claim | None:
        """The claim of a figure; None where its cell is empty: no figure is no zero."""
        cell, rule, parts = self.cells.get(figure.field), RULE, list[Part]()
        change = self.changes.get(figure.field)
        if change is not None and correction_of(change, self.series):
            takes_place = self.series.correction_kind is CorrectionKind.FIGURES
            whole_number(change, figure.field, signed=not takes_place, below=True)
            rule = CORRECTED
            if takes_place:
                cell = change
            else:
                parts = [_part("correction", "signed-change", self.report.text, change.pair)]
        if not is_filled(cell):
            if figure.required:
                raise NotAFigure(figure.field, "is missing", "fill it, or drop required = true")
            return None
        assert cell is not None
        quantity = quantity_of(cell, figure, self.cells, self.convention)
        start, end = cell.pair
        text = self.report.text
        return Claim(
            report=self.identity,
            text=text[start:end],
            start=start,
            end=end,
            quantity=quantity,
            measure=figure.measure,
            of=self._population(figure),
            block=Role.BODY,
            sentence=(start, end),
            rule=rule,
            made_by=MADE_BY,
            stance=figure.stance,
            scope=_SCOPES[figure.scope],
            confidence=1.0,
            by=figure.by,
            place=figure.place,
            period=self._period(figure),
            attribution=(self._credit(speaker, start, end),),
            increment=figure.scope is SeriesScope.INCREMENT,
            url=self.report.url,
            publisher=self.report.publisher,
            published=self.report.published,
            path=self.report.path,
            parts=(*self._parts(figure, cell, quantity), *parts),
        )

    def _population(self, figure: Figure) -> Population:
        if figure.group_field is None:
            return figure.of
        cell = self.cells.get(figure.group_field)
        if not is_filled(cell):
            raise NotAFigure(figure.group_field, "is empty: of what is not known", "fill it")
        assert cell is not None
        words = cell.value.strip()
        return replace(figure.of, text=words, unit=words, start=cell.start, end=cell.end)

    def _period(self, figure: Figure) -> Period | None:
        day = self.entry.day
        if day is None:
            return None
        first = day if figure.scope is not SeriesScope.CUMULATIVE else figure.since
        if first is not None and first > day:
            raise NotAFigure(
                figure.field, f"counts since {first}, and is of {day}", "mend since, or add `when`"
            )
        cell = self.cells.get(self.series.date_field or "")
        if cell is None:
            return Period("", first, day)
        return Period(cell.value, first, day, cell.start, cell.end)

    def _credit(self, speaker: Source, start: int, end: int) -> Attribution:
        """Where the row has no word for the speaker, the credit stands before the figure, empty."""
        named, content = self.entry.named, ((start, end),)
        if named is None:
            return Attribution(speaker, "", start, start, "", content=content)
        return Attribution(speaker, named.value, named.start, named.end, "", content=content)

    def _parts(self, figure: Figure, cell: Cell, quantity: Quantity) -> Iterator[Part]:
        text = self.report.text
        yield _part("quantity", "digits", text, (cell.start, cell.end))
        if (form := self.cells.get(figure.form_field or "")) is not None:
            yield _part("form", quantity.convention or "mapping", text, form.pair)
        yield Part("measure", f"mapping {self.series.name}")
        for part, name in (("unit", figure.unit_field), ("of", figure.group_field)):
            if name is not None:
                yield _part(part, "mapping", text, self.cells[name].pair)
        if (day := self.cells.get(self.series.date_field or "")) is not None:
            yield _part("period", "mapping", text, day.pair)
        if self.entry.named is not None:
            yield _part("attribution", "mapping", text, self.entry.named.pair)
        else:
            yield Part("attribution", f"mapping {self.series.name}")
        note = self.cells.get(self.series.note or "")
        if note is not None and is_filled(note):
            yield _part("note", "mapping", text, note.pair)

    def _value(self, name: str) -> str:
        cell = self.cells.get(name)
        return "" if cell is None else cell.value.strip()


def _with_wholes(found: Sequence[tuple[Figure, Claim | Problem]]) -> tuple[Claim, ...]:
    """Each sub-count with the claim that it is part of, where the row gives both."""
    told = [(figure, claim) for figure, claim in found if isinstance(claim, Claim)]
    names = {figure.field: claim.id for figure, claim in told}
    return tuple(
        claim if figure.part_of is None else replace(claim, part_of=names.get(figure.part_of))
        for figure, claim in told
    )


def _part(name: str, rule: str, text: str, span: tuple[int, int]) -> Part:
    start, end = span
    return Part(name, rule, start, end, text[start:end])


def _moved(cell: Cell, by: int) -> Cell:
    first, last = cell.pair
    return replace(cell, start=cell.start + by, end=cell.end + by, pair=(first + by, last + by))
