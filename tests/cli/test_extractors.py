"""`--extractor`: what is missing is named before anything is read, and nothing is sent unasked."""

import json
import subprocess
import sys

import pytest
from tests.extract.llm.standin import proposal, running, says

from tallybook.extract.llm import settings as names

TEXT = "Floods killed 12 people in the valley.\n"


@pytest.fixture
def told(tmp_path):
    """The environment of a person who has set nothing but the cache."""
    plain = {**dict.fromkeys(names.VARIABLES, ""), "NO_PROXY": "127.0.0.1"}
    return {**plain, names.CACHE: str(tmp_path / "cache")}


@pytest.mark.parametrize("extractor", ["llm", "both"])
@pytest.mark.parametrize("command", ["extract", "add"])
def test_without_an_address_or_a_model(run, told, tmp_path, extractor, command):
    ledger = ["--ledger", tmp_path / "new.db"] if command == "add" else []
    done = run(command, "-", "--extractor", extractor, *ledger, env=told, stdin=TEXT)
    assert done.exit_code == 2
    assert "TALLYBOOK_LLM_URL is not set" in done.stderr
    assert not (tmp_path / "new.db").exists()
    told[names.URL] = "http://127.0.0.1:9/v1"
    done = run(command, "-", "--extractor", extractor, *ledger, env=told, stdin=TEXT)
    assert done.exit_code == 2
    assert "TALLYBOOK_LLM_MODEL is not set" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (names.URL, "localhost:8080"),
        (names.URL, "ftp://127.0.0.1/v1"),
        (names.URL, "http://127.0.0.1:port/v1"),
        (names.URL, "http://me:secret@127.0.0.1/v1"),
        (names.URL, "http://127.0.0.1/v1?key=1"),
        (names.KEY, "clé"),
        (names.FORMAT, "xml"),
        (names.TIMEOUT, "0"),
        (names.TIMEOUT, "nan"),
        (names.TEMPERATURE, "hot"),
        (names.TRIES, "2.5"),
        (names.REQUESTS, "-1"),
        (names.TOKENS, "many"),
        (names.CHUNK, "3"),
    ],
)
def test_a_wrong_setting_is_named(run, told, name, value):
    told |= {names.URL: "http://127.0.0.1:9/v1", names.MODEL: "stand-in", name: value}
    done = run("extract", "-", "--extractor", "llm", env=told, stdin=TEXT)
    assert done.exit_code == 2
    assert name in done.stderr
    assert "secret" not in done.stderr


def test_a_cache_that_cannot_be(run, told, tmp_path):
    (tmp_path / "file").write_text("")
    told |= {names.URL: "http://127.0.0.1:9/v1", names.MODEL: "m", names.CACHE: tmp_path / "file/x"}
    told[names.CACHE] = str(told[names.CACHE])
    done = run("extract", "-", "--extractor", "llm", env=told, stdin=TEXT)
    assert done.exit_code == 2
    assert names.CACHE in done.stderr


def test_without_the_extra(run, told, monkeypatch):
    told |= {names.URL: "http://127.0.0.1:9/v1", names.MODEL: "m"}
    monkeypatch.setitem(sys.modules, "httpx", None)
    done = run("extract", "-", "--extractor", "llm", env=told, stdin=TEXT)
    assert done.exit_code == 2
    assert "pip install 'tallybook[llm]'" in done.stderr
    assert run("extract", "-", env=told, stdin=TEXT).exit_code == 0


def test_an_unknown_extractor(run):
    done = run("extract", "-", "--extractor", "oracle", stdin=TEXT)
    assert done.exit_code == 2
    assert "known: both, embedded, llm" in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_both_print_claims(run, told, tmp_path, jobs):
    for number in (12, 13):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("12", str(number)))
    with running() as stand_in:
        stand_in.script(says([proposal("12 people", "12")]))
        told |= {names.URL: stand_in.url, names.MODEL: "stand-in"}
        done = run(
            "extract", tmp_path / "12.txt", tmp_path / "13.txt", "--extractor", "both",
            "--jobs", jobs, env=told,
        )  # fmt: skip
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert [claim["quantity"]["low"] for claim in claims] == [12, 13]
    assert [mark["field"] for mark in claims[1]["review"]] == ["claim"]
    assert done.exit_code == 1  # the stand-in's quote does not stand in the second report
    assert "stands nowhere" in done.stderr


def test_the_ledger_keeps_the_marks(run, told, tmp_path):
    ledger = tmp_path / "tallybook.db"
    (tmp_path / "report.txt").write_text(TEXT)
    with running() as stand_in:
        told |= {names.URL: stand_in.url, names.MODEL: "stand-in"}
        done = run(
            "add", tmp_path / "report.txt", "--extractor", "both", "--ledger", ledger, env=told
        )
    assert done.exit_code == 0, done.stderr
    (claim,) = map(json.loads, run("claims", "--json", "--ledger", ledger).stdout.splitlines())
    assert claim["review"] == [
        {"field": "claim", "made_by": "llm 1 (stand-in)", "value": None, "span": None}
    ]


def test_explain_shows_what_to_review(run, told, tmp_path):
    ledger = tmp_path / "tallybook.db"
    (tmp_path / "report.txt").write_text("Floods killed 12 people in Kenya.\n")
    with running() as stand_in:
        stand_in.script(says([proposal("12 people", "12", scope="cumulative")]))
        told |= {names.URL: stand_in.url, names.MODEL: "stand-in"}
        run("add", tmp_path / "report.txt", "--extractor", "both", "--ledger", ledger, env=told)
    (claim,) = map(json.loads, run("claims", "--json", "--ledger", ledger).stdout.splitlines())
    shown = run("explain", claim["id"], "--ledger", ledger).stdout
    assert "to review:" in shown
    assert "scope: llm 1 (stand-in) reads “cumulative”" in shown
    assert "place: llm 1 (stand-in) reads nothing" in shown


def test_accuracy_of_a_model(run, told, tmp_path):
    (tmp_path / "cases.toml").write_text(
        '[[case]]\nid = "one"\ntext = "Floods killed 12 people in the valley."\n'
        '[[case.claim]]\nwords = "12 people"\nlow = 12\nhigh = 12\nmeasure = "killed"\n'
    )
    with running() as stand_in:
        stand_in.script(says([proposal("12 people", "12"), proposal("90 people", "90")]))
        told |= {names.URL: stand_in.url, names.MODEL: "stand-in"}
        done = run("eval", "corpus", tmp_path, "--extractor", "llm", "--json", env=told)
    scores = {each["score"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert scores["recall"]["value"] == 1
    assert scores["problems"]["value"] == 1
    assert all(each["floor"] is None for each in scores.values())
    assert done.exit_code == 0


def test_a_set_that_measures_no_extractor(run, tmp_path):
    done = run("eval", "dates", tmp_path, "--extractor", "llm")
    assert done.exit_code == 2
    assert "measures a part, not an extractor" in done.stderr


def test_nothing_is_sent_unless_it_is_asked_for(told):
    told |= {names.URL: "http://127.0.0.1:9/v1", names.MODEL: "stand-in"}
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('a connection')\n"
        "socket.socket.connect = refuse\n"
        "from typer.testing import CliRunner\n"
        "from tallybook.cli.main import app\n"
        f"done = CliRunner().invoke(app, ['extract', '-'], input={TEXT!r})\n"
        "assert done.exit_code == 0 and '12 people' in done.stdout, done.output\n"
        "assert 'httpx' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], env=told, check=False, timeout=120)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({}, "TALLYBOOK_LLM_URL is not set"),
        ({names.URL: "http://127.0.0.1:9/v1"}, "TALLYBOOK_LLM_MODEL is not set"),
        ({names.URL: "http://127.0.0.1:9/v1", names.MODEL: "tiny"}, "tiny at http://127.0.0.1:9"),
    ],
)
def test_the_doctor_tells_of_the_model(run, told, tmp_path, env, said):
    done = run("doctor", "--json", "--ledger", tmp_path / "none.db", env={**told, **env})
    checks = {check["name"]: check for check in map(json.loads, done.stdout.splitlines())}
    assert checks["extra llm"]["found"] == "installed"
    assert said in checks["model"]["found"]
    assert checks["model"]["ok"] is (True if names.MODEL in env else None)


def test_the_doctor_names_a_wrong_setting(run, told, tmp_path):
    told |= {names.URL: "nowhere", names.MODEL: "tiny"}
    done = run("doctor", "--json", "--ledger", tmp_path / "none.db", env=told)
    assert done.exit_code == 1
    assert "TALLYBOOK_LLM_URL is 'nowhere'" in done.stdout
