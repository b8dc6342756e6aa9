"""An endpoint that misbehaves costs a Problem that names the remedy, and never the run."""

import json
import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.extract.llm.standin import completion, fails, proposal, replies, says, send

from tallybook.extract.llm import client

TEXT = "Floods killed 12 people in the valley."
GOOD = proposal("12 people", "12")


def problem(extraction):
    assert extraction.claims == ()
    (only,) = extraction.problems
    assert only.remedy
    assert only.start == 0
    return f"{only.reason}; {only.remedy}"


def test_it_is_asked_as_its_api_wants(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_KEY", "a-secret")
    stand_in.script(says([GOOD]))
    assert len(read(TEXT).claims) == 1
    (request,) = stand_in.asked
    assert request["model"] == "stand-in"
    assert request["stream"] is False
    assert request["temperature"] == 0
    shape = request["response_format"]["json_schema"]
    assert shape["strict"] is True
    claim = shape["schema"]["properties"]["claims"]["items"]
    assert claim["additionalProperties"] is False
    assert "killed" in claim["properties"]["measure"]["enum"]
    assert stand_in.headers[0]["authorization"] == "Bearer a-secret"


def test_without_a_key_none_is_sent(stand_in, read):
    stand_in.script(says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert "authorization" not in {name.lower() for name in stand_in.headers[0]}


@pytest.mark.parametrize(("shape", "sent"), [("object", {"type": "json_object"}), ("none", None)])
def test_other_ways_to_ask_for_json(stand_in, read, settings, shape, sent):
    settings.setenv("TALLYBOOK_LLM_FORMAT", shape)
    settings.setenv("TALLYBOOK_LLM_TEMPERATURE", "none")
    stand_in.script(says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert stand_in.asked[0].get("response_format") == sent
    assert "temperature" not in stand_in.asked[0]


def test_too_many_requests_is_waited_out(stand_in, read, waits):
    stand_in.script(fails(429, "slow down", Retry_After="7"), says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert waits == [7.0]


def test_a_date_to_wait_for(stand_in, read, waits):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    stand_in.script(fails(429, Retry_After=until), says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert 20 < waits[0] <= 30


def test_too_long_a_wait_is_not_waited_out(stand_in, read, waits):
    stand_in.script(fails(429, Retry_After="86400"))
    assert "asks to wait 86,400 seconds" in problem(read(TEXT))
    assert waits == []


@pytest.mark.parametrize("told", ["soon", "-3", "", "Mon, 99 Foo"])
def test_a_wait_that_is_none_is_ours_to_choose(stand_in, read, waits, told):
    stand_in.script(fails(503, Retry_After=told), says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert 0 < waits[0] < 2


def test_failures_are_tried_again_with_longer_waits(stand_in, read, waits):
    stand_in.script(fails(500), fails(502), fails(503), says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert len(stand_in.asked) == 4
    assert waits == sorted(waits)


def test_at_last_it_is_given_up(stand_in, read):
    stand_in.script(fails(500, "<html>it is\x1b[31m broken</html>"))
    said = problem(read(TEXT))
    assert "answered 500" in said
    assert "\x1b" not in said
    assert len(stand_in.asked) == 4


@pytest.mark.parametrize(
    ("status", "named"),
    [
        (400, "TALLYBOOK_LLM_FORMAT"),
        (401, "TALLYBOOK_LLM_KEY"),
        (403, "TALLYBOOK_LLM_KEY"),
        (404, "TALLYBOOK_LLM_MODEL"),
        (302, "TALLYBOOK_LLM_URL"),
    ],
)
def test_what_no_other_try_mends_is_asked_once(stand_in, read, waits, status, named):
    stand_in.script(fails(status, "no", Location="http://127.0.0.1:9/elsewhere"))
    assert named in problem(read(TEXT))
    assert len(stand_in.asked) == 1
    assert waits == []


def test_the_key_is_never_shown(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_KEY", "a-secret")
    stand_in.script(fails(401, "the key a-secret is unknown"))
    assert "a-secret" not in problem(read(TEXT))


def test_a_drip_ends_in_time(stand_in, read, settings):
    def drip(handler, request):
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.2)
        dripped.set()

    dripped = threading.Event()
    settings.setenv("TALLYBOOK_LLM_TIMEOUT", "1")
    settings.setenv("TALLYBOOK_LLM_TRIES", "1")
    stand_in.script(drip)
    assert "no whole answer within 1 seconds" in problem(read(TEXT))
    assert not dripped.is_set()


def test_a_head_that_drips_ends_in_time(stand_in, read, settings):
    def drip(handler, request):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        for _ in range(100):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.2)
        dripped.set()

    dripped = threading.Event()
    settings.setenv("TALLYBOOK_LLM_TIMEOUT", "1")
    settings.setenv("TALLYBOOK_LLM_TRIES", "1")
    stand_in.script(drip)
    assert "no whole answer within 1 seconds" in problem(read(TEXT))
    assert not dripped.is_set()


def test_silence_ends_in_time(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_TIMEOUT", "1")
    settings.setenv("TALLYBOOK_LLM_TRIES", "1")
    stand_in.script(lambda handler, request: time.sleep(2))
    assert "TALLYBOOK_LLM_TIMEOUT" in problem(read(TEXT))


def test_an_endless_body_is_cut_off(stand_in, read, settings, monkeypatch):
    def endless(handler, request):
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65_536)

    monkeypatch.setattr(client, "_LARGEST", 1_048_576)
    stand_in.script(endless)
    assert "more than 1 MB" in problem(read(TEXT))


@pytest.mark.parametrize("kind", ["text/html", "text/event-stream", None, "application/jsonish"])
def test_a_wrong_content_type(stand_in, read, kind):
    stand_in.script(lambda handler, request: send(handler, "<html>", kind=kind))
    assert "not with JSON" in problem(read(TEXT))


def test_a_connection_that_is_cut(stand_in, read):
    def cut(handler, request):
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices"')
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    stand_in.script(cut, says([GOOD]))
    assert len(read(TEXT).claims) == 1


def test_nobody_listens(read, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.setenv("TALLYBOOK_LLM_URL", f"http://127.0.0.1:{free.getsockname()[1]}/v1")
    said = problem(read(TEXT))
    assert "cannot be reached" in said
    assert "TALLYBOOK_LLM_URL" in said


def test_an_endpoint_that_stays_away_is_left_alone(stand_in, make, read, settings):
    settings.setenv("TALLYBOOK_LLM_TRIES", "2")
    stand_in.script(fails(503))
    extractor = make()
    for number in range(3):
        read(f"Floods killed {number + 2} people.", extractor=extractor)
    assert len(stand_in.asked) == 6
    assert "not asked: the endpoint failed" in problem(read(TEXT, extractor=extractor))
    assert len(stand_in.asked) == 6


@pytest.mark.parametrize(
    "content",
    ["", "Sure! Here are the claims.", "{", "[]", '"text"', "null", '{"claim": []}',
     '{"claims": {}}', "[" * 100_000, '{"claims": [}'],
)  # fmt: skip
def test_a_reply_of_another_shape_is_asked_for_again(stand_in, read, content):
    stand_in.script(replies(content), says([GOOD]))
    assert len(read(TEXT).claims) == 1
    assert len(stand_in.asked) == 2


def test_a_reply_that_never_has_the_shape(stand_in, read):
    stand_in.script(replies("no JSON at all"))
    assert "the reply is no JSON" in problem(read(TEXT))


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", "{}", '{"choices": []}', '{"choices": [{}]}', '{"choices": [null]}',
     '{"choices": [{"message": null}]}', '{"choices": [{"message": {"content": 7}}]}'],
)  # fmt: skip
def test_an_envelope_of_another_shape(stand_in, read, body):
    stand_in.script(lambda handler, request: send(handler, body), says([GOOD]))
    assert len(read(TEXT).claims) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "12 people",
        None,
        [],
        {},
        {**GOOD, "sentence": "1"},
        {**GOOD, "sentence": True},
        {**GOOD, "quote": 12},
        {**GOOD, "quote": " "},
        {**GOOD, "number": ["12"]},
        {**GOOD, "of": {"parties": ["KP"]}},
        {**GOOD, "sources": "the mayor"},
        {**GOOD, "sources": ["the mayor"]},
        {**GOOD, "sources": [{"words": None, "cue": None}]},
        {**GOOD, "increment": "yes"},
        {**GOOD, "part_of": "1"},
        {key: value for key, value in GOOD.items() if key != "measure"},
    ],
)
def test_one_proposal_of_another_shape_costs_only_itself(stand_in, read, wrong):
    stand_in.script(says([wrong, GOOD]))
    found = read(TEXT)
    assert [claim.text for claim in found.claims] == ["12 people"]
    (only,) = found.problems
    assert "left out" in only.reason


def test_a_reply_that_was_cut_off_is_asked_for_in_halves(stand_in, read):
    text = "Floods killed 12 people. Fires killed 30 people."

    def half(handler, request):
        document = json.loads(request["messages"][1]["content"])
        asked = [one for one in document["sentences"] if "context" not in one]
        if len(asked) > 1:
            return send(handler, completion('{"claims": [{"sent', "length"))
        number = "12" if "12" in asked[0]["text"] else "30"
        told = proposal(f"{number} people", number, sentence=asked[0]["n"])
        return send(handler, completion(json.dumps({"claims": [told]})))

    stand_in.script(half)
    found = read(text)
    assert [claim.text for claim in found.claims] == ["12 people", "30 people"]
    assert not found.problems


def test_a_reply_that_is_always_cut_off(stand_in, read):
    stand_in.script(replies('{"claims": [', ended="length"))
    assert "TALLYBOOK_LLM_CHUNK" in problem(read(TEXT))
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize(
    "step", [replies(None, refusal="I cannot help."), replies("", ended="content_filter")]
)
def test_a_model_that_declines(stand_in, read, step):
    stand_in.script(step)
    assert "declined to read" in problem(read(TEXT))
    assert len(stand_in.asked) == 1


def test_a_reply_is_kept(stand_in, make, read):
    stand_in.script(says([GOOD]))
    first = read(TEXT)
    assert read(TEXT) == first
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize(
    ("name", "value"), [("MODEL", "another"), ("FORMAT", "none"), ("CACHE", "off")]
)
def test_a_kept_reply_is_of_that_question_only(stand_in, read, settings, name, value):
    stand_in.script(says([GOOD]))
    read(TEXT)
    settings.setenv(f"TALLYBOOK_LLM_{name}", value)
    read(TEXT)
    read(TEXT.replace("12", "13"))
    assert len(stand_in.asked) == 3


def test_a_damaged_cache_is_asked_anew(stand_in, read, tmp_path):
    stand_in.script(says([GOOD]))
    read(TEXT)
    (file,) = (tmp_path / "cache").rglob("*.json")
    for damage in ("", "{", "[]", '{"key": "x"}', file.read_text().replace("claims", "clams")):
        file.write_text(damage)
        assert len(read(TEXT).claims) == 1
    assert len(stand_in.asked) == 6


def test_failures_are_not_kept(stand_in, read, settings, tmp_path):
    settings.setenv("TALLYBOOK_LLM_TRIES", "1")
    stand_in.script(replies("nonsense"))
    read(TEXT)
    assert not list((tmp_path / "cache").rglob("*.json"))


def test_a_folder_that_is_gone_costs_nothing(stand_in, make, read, tmp_path):
    stand_in.script(says([GOOD]))
    extractor = make()
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("a file where the folder was")
    assert len(read(TEXT, extractor=extractor).claims) == 1


def test_requests_are_bounded(stand_in, make, read, settings):
    settings.setenv("TALLYBOOK_LLM_REQUESTS", "2")
    stand_in.script(says([GOOD]))
    extractor = make()
    assert not read(TEXT, extractor=extractor).problems
    assert not read("Later, " + TEXT, extractor=extractor).problems
    said = problem(read("Then " + TEXT, extractor=extractor))
    assert "the budget of 2 requests a run is spent" in said
    assert "TALLYBOOK_LLM_REQUESTS" in said
    assert not read(TEXT, extractor=extractor).problems  # kept replies cost nothing
    assert len(stand_in.asked) == 2


def test_retries_count(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_REQUESTS", "2")
    stand_in.script(fails(500))
    assert "TALLYBOOK_LLM_REQUESTS" in problem(read(TEXT))
    assert len(stand_in.asked) == 2


def test_tokens_are_bounded(stand_in, make, read, settings):
    settings.setenv("TALLYBOOK_LLM_TOKENS", "20000")
    stand_in.script(says([GOOD], tokens=19_000))
    extractor = make()
    assert not read(TEXT, extractor=extractor).problems
    said = problem(read("Later, " + TEXT, extractor=extractor))
    assert "20,000 tokens" in said
    assert "TALLYBOOK_LLM_TOKENS" in said


def test_the_budget_is_one_for_all_processes(stand_in, make, read, settings):
    settings.setenv("TALLYBOOK_LLM_REQUESTS", "1")
    stand_in.script(says([GOOD]))
    extractor = make()
    copy = replace(extractor, asker=replace(extractor.asker))  # as another process unpickles it
    assert not read(TEXT, extractor=extractor).problems
    assert "TALLYBOOK_LLM_REQUESTS" in problem(read("Later, " + TEXT, extractor=copy))
