"""The prompt: what a model is told, how it must answer, and the text as data beside it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tallybook.extract.llm.chunks import Chunk
from tallybook.model import Measure, Report, Scope, Stance

_WORDS: Final = {"type": ["string", "null"]}
_SOURCE: Final = {
    "type": "object",
    "properties": {"words": {"type": "string"}, "cue": {"type": ["string", "null"]}},
    "required": ["words", "cue"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """system: the instructions. schema: of the reply. digest: changes with any word of either."""

    version: int
    system: str
    schema: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """What a kept reply was a reply to."""
        told = json.dumps([self.version, self.system, self.schema], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def build_prompt(measures: Mapping[str, Measure]) -> Prompt:
    """The prompt for these measures, the user's own among them."""
    data = _data()
    schema = _schema(sorted(measures))
    keys = schema["properties"]["claims"]["items"]["required"]
    system = data["system"].format(
        measures="\n".join(_meaning(measures[name]) for name in sorted(measures)),
        stances="\n".join(_line(stance, data["stances"][stance]) for stance in Stance),
        scopes="\n".join(_line(scope, data["scopes"][scope]) for scope in Scope),
        keys=", ".join(keys),
        example="[" + ", ".join(data["example"].values()) + "]",
    )
    return Prompt(data["version"], system.strip(), schema)


def version() -> int:
    """The version of the prompt."""
    number: int = _data()["version"]
    return number


def document(report: Report, chunk: Chunk) -> str:
    """The user's message: the chunk as JSON, so that no text of it can end the data."""
    sentences = []
    for number, sentence in chunk.numbered():
        words = " ".join(report.text[sentence.start : sentence.end].split())
        told: dict[str, Any] = {"n": number, "text": words}
        if chunk.is_context(number):
            told["context"] = True
        sentences.append(told)
    published = None if report.published is None else report.published.isoformat()
    told = {"publisher": report.publisher, "published": published, "sentences": sentences}
    return json.dumps(told, ensure_ascii=False)


def _meaning(measure: Measure) -> str:
    return _line(measure.name, measure.description or measure.title)


def _line(name: str, meaning: str) -> str:
    return f"- {name}: {' '.join(meaning.split())}"


def _schema(measures: list[str]) -> dict[str, Any]:
    """The JSON schema of a reply, in the strict form that endpoints ask for."""
    claim: dict[str, Any] = {
        "sentence": {"type": "integer"},
        "quote": {"type": "string"},
        "number": _WORDS,
        "measure": {"type": "string", "enum": measures},
        "of": _WORDS,
        "by": _WORDS,
        "place": _WORDS,
        "period": _WORDS,
        "sources": {"type": "array", "items": _SOURCE},
        "stance": {"type": "string", "enum": [stance.value for stance in Stance]},
        "scope": {"type": "string", "enum": [scope.value for scope in Scope]},
        "part_of": {"type": ["integer", "null"]},
        "increment": {"type": "boolean"},
        "disclaimer": _WORDS,
    }
    return _object({"claims": {"type": "array", "items": _object(claim)}})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("tallybook.extract.llm") / "prompt.toml").read_text("utf-8"))
