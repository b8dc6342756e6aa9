"""Floors: the least that each score must be, in `eval/floors.toml`; continuous integration holds
them, and lowering one is a change that reviewers see."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tallybook.errors import DataError
from tallybook.evaluate.scores import Outcome


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """set → score → floor; DataError where the file is no such thing."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(
            str(path), f"cannot be read ({error.strerror})", "check the path"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"is no TOML ({error})", "mend the line it names") from error
    for name, floors in data.items():
        if not isinstance(floors, dict) or not all(
            isinstance(floor, int | float) for floor in floors.values()
        ):
            raise DataError(str(path), f"[{name}] holds no floors", "write score = 0.9")
    return data


def below(outcome: Outcome, floors: dict[str, float]) -> list[str]:
    """A line for each floor that is not reached, or whose score was not measured."""
    values = {score.name: score.value for score in outcome.scores}
    told = []
    for name, floor in floors.items():
        value = values.get(name)
        if value is None:
            told.append(f"{name}: has a floor of {floor:g} but was not measured")
        elif value < floor:
            told.append(f"{name}: {value:.4f} is below its floor of {floor:g}")
    return told
