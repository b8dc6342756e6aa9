"""A user's own measures: their examples are read before any report is, and must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from tallybook.catalogue.measures import Measures, load_measures
from tallybook.errors import DataError
from tallybook.extract.embedded import ExtractOptions, extract
from tallybook.model import Block, Claim, Report, Role

_WORDS_REMEDY: Final = "mend the measure's words or the example"


def check_examples(options: ExtractOptions) -> None:
    """Reads the examples and silent lines of the user's measures.

    Raises DataError naming the file, the line that comes out otherwise, and what was found in it.
    """
    measures = load_measures(options.language, options.measures)
    own = {str(path) for path in options.measures}
    for name, where in measures.origins.items():
        if where in own:
            _check(where, name, measures, options)


def _check(where: str, name: str, measures: Measures, options: ExtractOptions) -> None:
    words = measures.words[name]
    for example in words.examples:
        text = str(example["text"])
        claims = [claim for claim in _read(text, options) if claim.measure == name]
        alike = [claim for claim in claims if claim.text == example["words"]]
        if not alike:
            found = " and ".join(repr(claim.text) for claim in claims) or "nothing"
            raise DataError(
                where,
                f"example {text!r}: {example['words']!r} is not read as {name}; found {found}",
                _WORDS_REMEDY,
            )
        wrong = next(_differences(alike[0], example), None)
        if wrong is not None:
            raise DataError(where, f"example {text!r}: {wrong}", "mend the example")
    for line in words.silent:
        claims = [claim for claim in _read(line, options) if claim.measure == name]
        if claims:
            reason = f"silent line {line!r}: {claims[0].text!r} is read as {name}"
            raise DataError(where, reason, "mend the measure's words or take the line out")


def _read(text: str, options: ExtractOptions) -> Sequence[Claim]:
    return extract(Report(text=text), [Block(Role.BODY, 0, len(text))], options).claims


def _differences(claim: Claim, example: Mapping[str, Any]) -> Iterator[str]:
    quantity = claim.quantity
    for key, value in (("low", quantity.low), ("high", quantity.high)):
        if key in example and value != Decimal(str(example[key])):
            found = "open" if value is None else f"{value:f}"
            yield f"{key} is {found}, not {example[key]}"
    if "form" in example and quantity.form != example["form"]:
        yield f"form is {quantity.form.value}, not {example['form']}"
    if "unit" in example and quantity.unit != example["unit"]:
        yield f"unit is {quantity.unit}, not {example['unit']}"
