"""One [[figure]] of a mapping: what a field counts, checked against the catalogues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from tallybook.catalogue.measures import load_measures
from tallybook.catalogue.parties import is_party, known_parties
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.toml_rows import Row as Table
from tallybook.errors import DataError
from tallybook.language.people import load_people
from tallybook.model import Accrual, Form, Measure, Population, Stance
from tallybook.model.series import Figure, SeriesScope
from tallybook.pipeline.series_places import place_named

FIGURE_KEYS: Final = (
    *("field", "measure", "parties", "role", "group", "group_field", "people", "place", "by"),
    *("scope", "unit", "unit_field", "units", "form", "form_field", "forms", "when", "since"),
    *("stance", "part_of", "required"),
)
_FORMS: Final = frozenset(
    {Form.EXACT, Form.ABOUT, Form.AT_LEAST, Form.MORE_THAN, Form.AT_MOST, Form.LESS_THAN}
    | {Form.NEARLY}
)
_TYPES: Final[Mapping[str, tuple[type, str]]] = {
    "field": (str, '"killed_total"'),
    "measure": (str, '"killed"'),
    "parties": (list, '["UA"]'),
    "role": (str, '"civilian"'),
    "group": (str, '"Akhmat"'),
    "group_field": (str, '"model"'),
    "people": (str, '"Palestinians"'),
    "place": (object, '"Kursk Oblast", or a list of places'),
    "by": (list, '["RU"]'),
    "scope": (str, '"cumulative"'),
    "unit": (str, '"tank"'),
    "unit_field": (str, '"kind"'),
    "units": (dict, '{ Tanks = "tank" }'),
    "form": (str, '"about"'),
    "form_field": (str, '"how"'),
    "forms": (dict, '{ about = "about" }'),
    "when": (dict, "{ phase = 1 }, or a list of values"),
    "since": (date, "2031-03-01, unquoted"),
    "stance": (str, '"claimed"'),
    "part_of": (str, '"killed_total"'),
    "required": (bool, "true"),
}


@dataclass(frozen=True, slots=True)
class Catalogues:
    """What a mapping may name."""

    measures: Mapping[str, Measure]
    parties: frozenset[str]
    roles: frozenset[str]
    sources: SourceCatalogue

    @staticmethod
    def load(measures: Sequence[Path] = (), sources: Sequence[Path] = ()) -> Catalogues:
        """The built-in ones, and the user's files beside them."""
        return Catalogues(
            load_measures(extra=measures).definitions,
            known_parties(),
            frozenset(load_people().role_of.values()),
            SourceCatalogue.load(tuple(sources)),
        )

    def check_party(self, table: Table, key: str, party: str) -> None:
        """DataError for what is neither a state's code nor an id of parties.toml."""
        if not is_party(party, self.parties):
            remedy = "use a state's code, such as UA, or an id of parties.toml, such as hamas"
            raise DataError(table.at(key), f"no party is called {party!r}", remedy)


def read_figure(table: Table, shared: Mapping[str, Any], known: Catalogues) -> Figure:
    """The figure of one table; what it leaves open is as `shared`, the top of the mapping, says."""
    table.known(FIGURE_KEYS)
    said = {**shared, **table.data}
    for key, value in said.items():
        kind, example = _TYPES[key]
        is_moment = key == "since" and isinstance(value, datetime)
        if (
            not isinstance(value, kind)
            or is_moment
            or (isinstance(value, str) and not value.strip())
        ):
            raise DataError(_at(table, key), f"{key} is {value!r}", f"write {key} = {example}")
    if "field" not in table.data:
        raise DataError(table.at(), "field is missing", 'write field = "…"')
    measure = _measure(table, said, known)
    scope = SeriesScope(_word(table, said, "scope", tuple(SeriesScope), "cumulative"))
    form = Form(_word(table, said, "form", sorted(_FORMS), Form.EXACT))
    if ("units" in said) != ("unit_field" in said) or ("forms" in said) != ("form_field" in said):
        what = "units goes with unit_field, and forms with form_field"
        raise DataError(table.at(), what, "write both of a pair, or neither")
    return Figure(
        field=said["field"],
        measure=measure.name,
        scope=SeriesScope.CURRENT if measure.accrual is Accrual.STOCK else scope,
        of=_population(table, said, known),
        unit=said.get("unit", measure.unit),
        by=_inflictor(table, said, known),
        place=place_named(said["place"], _at(table, "place")) if "place" in said else None,
        since=said.get("since"),
        stance=Stance(_word(table, said, "stance", tuple(Stance), Stance.CLAIMED)),
        form=form,
        form_field=said.get("form_field"),
        forms={value: Form(one) for value, one in _meanings(table, said, "forms", _FORMS)},
        when={name: _values(value) for name, value in said.get("when", {}).items()},
        group_field=said.get("group_field"),
        unit_field=said.get("unit_field"),
        units=dict(_meanings(table, said, "units")),
        part_of=said.get("part_of"),
        required=said.get("required", False),
    )


def _at(table: Table, key: str) -> str:
    """The line of a key: in its table, else at the top of the mapping."""
    return table.at(key) if key in table.data else table.file.at(key)


def _measure(table: Table, said: Mapping[str, Any], known: Catalogues) -> Measure:
    name = said.get("measure")
    if name is None:
        raise DataError(table.at(), "measure is missing", 'write measure = "…"')
    if name not in known.measures:
        remedy = f"use one of {', '.join(sorted(known.measures))}, or --measures FILE"
        raise DataError(_at(table, "measure"), f"no measure is called {name!r}", remedy)
    return known.measures[name]


def _word(
    table: Table, said: Mapping[str, Any], key: str, allowed: Sequence[str], default: str
) -> str:
    word: str = said.get(key, default)
    if word not in allowed:
        raise DataError(_at(table, key), f"{key} is {word!r}", f"use one of {', '.join(allowed)}")
    return word


def _meanings(
    table: Table, said: Mapping[str, Any], key: str, allowed: frozenset[Form] | None = None
) -> list[tuple[str, str]]:
    """What the words of a field stand for."""
    found: list[tuple[str, str]] = []
    for word, meaning in said.get(key, {}).items():
        if not isinstance(meaning, str) or (allowed is not None and meaning not in allowed):
            known = "text" if allowed is None else f"one of {', '.join(sorted(allowed))}"
            raise DataError(table.at(key), f"{key}: {word!r} is {meaning!r}", f"write {known}")
        found.append((str(word), meaning))
    return found


def _values(value: object) -> tuple[str, ...]:
    """The values that a field may have, as they stand in a file."""
    values = value if isinstance(value, list) else [value]
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in values)


def _population(table: Table, said: Mapping[str, Any], known: Catalogues) -> Population:
    parties = _parties(table, said, "parties", known)
    role = said.get("role")
    if role is not None and role not in known.roles:
        remedy = f"use one of {', '.join(sorted(known.roles))}"
        raise DataError(_at(table, "role"), f"no role is called {role!r}", remedy)
    return Population(said.get("people", ""), parties, role, said.get("group"))


def _inflictor(table: Table, said: Mapping[str, Any], known: Catalogues) -> Population | None:
    parties = _parties(table, said, "by", known)
    return Population("", parties) if parties else None


def _parties(table: Table, said: Mapping[str, Any], key: str, known: Catalogues) -> tuple[str, ...]:
    for party in said.get(key, ()):
        known.check_party(table if key in table.data else _top(table), key, str(party))
    return tuple(sorted(set(said.get(key, ()))))


def _top(table: Table) -> Table:
    return Table(table.file, (), (), table.file.data)
