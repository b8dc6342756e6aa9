"""Settings of the model, out of the environment: each wrong one is named with its remedy."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from tallybook.errors import UsageError

URL: Final = "TALLYBOOK_LLM_URL"
MODEL: Final = "TALLYBOOK_LLM_MODEL"
KEY: Final = "TALLYBOOK_LLM_KEY"
FORMAT: Final = "TALLYBOOK_LLM_FORMAT"
TEMPERATURE: Final = "TALLYBOOK_LLM_TEMPERATURE"
TIMEOUT: Final = "TALLYBOOK_LLM_TIMEOUT"
TRIES: Final = "TALLYBOOK_LLM_TRIES"
REQUESTS: Final = "TALLYBOOK_LLM_REQUESTS"
TOKENS: Final = "TALLYBOOK_LLM_TOKENS"
CHUNK: Final = "TALLYBOOK_LLM_CHUNK"
CACHE: Final = "TALLYBOOK_LLM_CACHE"
VARIABLES: Final = (
    URL, MODEL, KEY, FORMAT, TEMPERATURE, TIMEOUT, TRIES, REQUESTS, TOKENS, CHUNK, CACHE,
)  # fmt: skip

FORMATS: Final = ("schema", "object", "none")
_OFF: Final = "off"
_NONE: Final = "none"

Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to ask the model, and how much of it.

    url: the base, such as http://127.0.0.1:8080/v1. key: sent as a bearer token, None for none.
    shape: how the reply's shape is asked for: a JSON schema, any JSON object, or words alone.
    temperature: how freely the model may choose its words, None to leave it to the endpoint.
    timeout: seconds for one request, whole. tries: requests for one chunk, the first included.
    requests, tokens: the budget of a run. chunk: characters of text in one request.
    cache: the folder of earlier replies, None for none.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    shape: str = "schema"
    temperature: float | None = 0.0
    timeout: float = 120.0
    tries: int = 4
    requests: int = 500
    tokens: int = 2_000_000
    chunk: int = 6_000
    cache: Path | None = None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; UsageError names the variable that is missing or wrong, and the remedy."""
    told = os.environ if environment is None else environment
    url = _url(_needed(told, URL, "the endpoint's base, such as http://127.0.0.1:8080/v1"))
    model = _needed(told, MODEL, "the model's name as the endpoint knows it")
    key = told.get(KEY, "").strip() or None
    if key is not None and not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY} holds letters that no key has; set it again")
    wanted = told.get(FORMAT, "").strip() or FORMATS[0]
    if wanted not in FORMATS:
        raise UsageError(f"{FORMAT} is {wanted!r}; set it to one of {', '.join(FORMATS)}")
    return Settings(
        url,
        model,
        key,
        wanted,
        _temperature(told),
        _number(told, TIMEOUT, float, 120.0, 1, 3_600),
        _number(told, TRIES, int, 4, 1, 20),
        _number(told, REQUESTS, int, 500, 0, 10**9),
        _number(told, TOKENS, int, 2_000_000, 0, 10**12),
        _number(told, CHUNK, int, 6_000, 500, 200_000),
        _cache(told),
    )


def is_wanted(environment: Mapping[str, str] | None = None) -> bool:
    """Are an endpoint and a model named, rightly or wrongly?"""
    told = os.environ if environment is None else environment
    return all(told.get(name, "").strip() for name in (URL, MODEL))


def _needed(told: Mapping[str, str], name: str, what: str) -> str:
    value = told.get(name, "").strip()
    if not value:
        raise UsageError(
            f"{name} is not set; set it to {what}, or leave --extractor at embedded, "
            "which needs no model"
        )
    if not value.isprintable():
        raise UsageError(f"{name} holds characters that cannot be printed; set it again")
    return value


def _url(value: str) -> str:
    remedy = "set it to a base such as http://127.0.0.1:8080/v1"
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises where it is no number
    except ValueError:
        raise UsageError(f"{URL} is {value!r}, which is no address; {remedy}") from None
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{URL} holds a user name or password; put the key into {KEY}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{URL} is {value!r}, which is no http or https address; {remedy}")
    if parts.query or parts.fragment:
        raise UsageError(f"{URL} is {value!r}; leave out what begins with ? or #: {remedy}")
    return value.rstrip("/").removesuffix("/chat/completions")


def _number(
    told: Mapping[str, str],
    name: str,
    kind: Callable[[str], Number],
    default: Number,
    low: int,
    high: int,
) -> Number:
    value = told.get(name, "").strip()
    if not value:
        return default
    try:
        number = kind(value)
        if low <= number <= high:
            return number
    except ValueError:
        pass
    raise UsageError(f"{name} is {value!r}; set it to a number from {low} to {high}")


def _temperature(told: Mapping[str, str]) -> float | None:
    if told.get(TEMPERATURE, "").strip().lower() == _NONE:
        return None
    return _number(told, TEMPERATURE, float, 0.0, 0, 2)


def _cache(told: Mapping[str, str]) -> Path | None:
    value = told.get(CACHE, "").strip()
    if value.lower() == _OFF:
        return None
    return Path(value).expanduser() if value else _user_folder(told) / "tallybook" / "llm"


def _user_folder(told: Mapping[str, str]) -> Path:
    """Where this system keeps what may be thrown away."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if told.get(name):
            return Path(told[name])
    return Path.home() / ".cache"
