"""Asking: a chunk to its proposals, through cache, budget and retries."""

from __future__ import annotations

import contextlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tallybook.extract.llm.cache import keep, kept, key_of
from tallybook.extract.llm.client import Unanswered, post
from tallybook.extract.llm.prompt import Prompt
from tallybook.extract.llm.proposals import Proposal, WrongShape, read_reply
from tallybook.extract.llm.run import Run
from tallybook.extract.llm.settings import CHUNK, FORMAT, Settings

_LONGEST_WAIT: Final = 60.0
_LETTERS_A_TOKEN: Final = 4


class Cut(Exception):
    """The reply ended before its end: what was asked about was too much for one reply."""


@dataclass(frozen=True, slots=True)
class Asker:
    """How to ask, and on whose account. sleep: waits so many seconds."""

    settings: Settings
    prompt: Prompt
    run: Run
    sleep: Callable[[float], None] = field(default=time.sleep)

    def ask(self, document: str) -> list[Proposal | WrongShape]:
        """The proposals for a chunk, given as its JSON document.

        Raises Unanswered where none can be had, Cut where the reply was cut off.
        """
        settings = self.settings
        key = key_of(settings.model, self.prompt.digest, settings.shape, document)
        content = kept(settings.cache, key)
        if content is not None:
            with contextlib.suppress(WrongShape):  # a damaged file: asked for again
                return read_reply(content)
        content, proposals = self._retried(document)
        keep(settings.cache, key, settings.model, content)
        return proposals

    def _retried(self, document: str) -> tuple[str, list[Proposal | WrongShape]]:
        body = self._body(document)
        for left in reversed(range(self.settings.tries)):
            try:
                content = self._asked(body)
                return content, read_reply(content)
            except WrongShape as wrong:
                failure = Unanswered(
                    f"the model {self.settings.model} answered, but {wrong}",
                    f"set {FORMAT} to schema, or take another model",
                    again=True,
                )
            except Unanswered as error:
                failure = error
            wait = self._wait(failure, self.settings.tries - 1 - left)
            if not failure.again or not left or wait > _LONGEST_WAIT:
                break
            self.sleep(wait)
        if failure.again:
            self.run.reached(failure.reached)
        raise failure

    def _wait(self, failure: Unanswered, tried: int) -> float:
        """What the endpoint asks for; else twice as long each time, give or take."""
        if failure.wait is not None:
            return failure.wait
        return min(2.0**tried, _LONGEST_WAIT / 2) * random.uniform(0.75, 1.25)

    def _asked(self, body: bytes) -> str:
        """The content of one reply."""
        about = len(body) // _LETTERS_A_TOKEN
        self.run.take(about)
        try:
            answer = post(self.settings, body)
        except Unanswered:
            self.run.spend(about)
            raise
        self.run.reached(True)
        try:
            reply = json.loads(answer.body)
        except (ValueError, RecursionError):
            self.run.spend(about)
            raise WrongShape("what it sent is no JSON") from None
        self.run.spend(_tokens(reply, about + len(answer.body) // _LETTERS_A_TOKEN))
        return _content(reply, self.settings)

    def _body(self, document: str) -> bytes:
        request: dict[str, Any] = {
            "model": self.settings.model,
            "messages": [
                {"role": "system", "content": self.prompt.system},
                {"role": "user", "content": document},
            ],
            "stream": False,
        }
        if self.settings.temperature is not None:
            request["temperature"] = self.settings.temperature
        if self.settings.shape == "schema":
            schema = {"name": "claims", "strict": True, "schema": self.prompt.schema}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.settings.shape == "object":
            request["response_format"] = {"type": "json_object"}
        # A lone surrogate of a broken page cannot be sent as UTF-8; as an escape it can.
        return json.dumps(request, ensure_ascii=True).encode("ascii")


def _content(reply: Any, settings: Settings) -> str:
    """The message's words; raises Cut, WrongShape, or Unanswered where the model declines."""
    try:
        choice = reply["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
        refusal, content = message.get("refusal"), message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise WrongShape("what it sent holds no message") from None
    if refusal or ended == "content_filter":
        raise Unanswered(
            f"the model {settings.model} declined to read this stretch",
            "read it yourself, or take another model",
        )
    if ended == "length":
        raise Cut
    if not isinstance(content, str) or not content.strip():
        raise WrongShape("its message is empty")
    return content


def too_long(settings: Settings) -> Unanswered:
    """The failure of a chunk that cannot be made smaller."""
    return Unanswered(
        f"the reply of the model {settings.model} was cut off",
        f"set {CHUNK} lower, or let the endpoint give longer replies",
    )


def _tokens(reply: Any, about: int) -> int:
    """What the endpoint says it counted, else our estimate."""
    usage = reply.get("usage") if isinstance(reply, dict) else None
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    if isinstance(total, int) and not isinstance(total, bool) and total > 0:
        return total
    return about
