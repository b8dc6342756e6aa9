"""The settings: what they default to, and that each is in the reference."""

import json
import re
from pathlib import Path

from tallybook.catalogue.measures import load_measures
from tallybook.extract.llm import settings as names
from tallybook.extract.llm.prompt import build_prompt
from tallybook.extract.llm.proposals import Proposal, read_reply
from tallybook.extract.llm.settings import Settings, read_settings

NEEDED = {names.URL: "http://127.0.0.1:8080/v1", names.MODEL: "tiny"}
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "environment.md"


def test_two_are_enough(tmp_path):
    told = read_settings({**NEEDED, "XDG_CACHE_HOME": str(tmp_path)})
    plain = Settings(NEEDED[names.URL], "tiny", cache=tmp_path / "tallybook" / "llm")
    assert told == plain
    assert not list(tmp_path.iterdir())  # reading settings makes nothing


def test_the_example_of_the_prompt_is_what_it_asks_for():
    prompt = build_prompt(load_measures().definitions)
    claims = prompt.system.rpartition("the list is:")[2]
    first, second = read_reply('{"claims": ' + claims + "}")
    assert isinstance(first, Proposal)
    assert isinstance(second, Proposal)
    keys = prompt.schema["properties"]["claims"]["items"]["required"]
    assert all(list(one) == keys for one in json.loads(claims))
    assert "{" not in prompt.system.partition("Measures:")[0]


def test_the_key_is_not_shown():
    told = read_settings({**NEEDED, names.KEY: "a-secret", names.CACHE: "off"})
    assert told.key == "a-secret"
    assert "a-secret" not in repr(told)


def test_an_address_may_be_the_whole_one():
    told = read_settings({**NEEDED, names.URL: "https://models.example/v1/chat/completions/"})
    assert told.url == "https://models.example/v1"


def test_every_variable_is_in_the_reference():
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", PAGE.read_text("utf-8"), re.M))
    assert set(names.VARIABLES) == {name for name in rows if "_LLM_" in name}
    plain = Settings("", "")
    told = {
        names.FORMAT: plain.shape,
        names.TEMPERATURE: f"{plain.temperature:g}",
        names.TIMEOUT: f"{plain.timeout:g}",
        names.TRIES: str(plain.tries),
        names.REQUESTS: str(plain.requests),
        names.TOKENS: str(plain.tokens),
        names.CHUNK: str(plain.chunk),
    }
    assert all(rows[name] == f"`{value}`" for name, value in told.items())
