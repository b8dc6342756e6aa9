"""`serve`: the page is up until it is stopped, and a wrong call says what is wrong."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.readings import reading

from tallybook.store import Ledger

_ADDRESS = re.compile(r"http://[^ ]+/")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "book.db"
    with Ledger(str(path), create=True) as opened:
        opened.add(reading("HUR said 30 soldiers fell.", url="https://a.example/1"))
    return path


def _serve(*words: str) -> subprocess.Popen[str]:
    script = "from tallybook.cli.main import main; main()"
    command = [sys.executable, "-c", script, "serve", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_page_is_up_until_it_is_stopped(ledger: Path) -> None:
    with _serve("--ledger", str(ledger), "--port", "0") as serving:
        assert serving.stderr is not None
        told = serving.stderr.readline()
        address = _ADDRESS.search(told)
        assert address is not None, told
        health = httpx.get(f"{address[0]}health", timeout=60)
        assert health.json()["phase"] in ("opening", "ready")
        serving.send_signal(signal.SIGINT)
        left, faults = serving.communicate(timeout=60)
    assert serving.returncode == 0
    assert left == ""
    assert "Traceback" not in faults


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--ledger", "none.db"), "there is no ledger here"),
        (("--port", "99999"), "is no port"),
        (("--host", "256.0.0.1"), "256.0.0.1"),
        (("--policy", "none"), "No such option"),
    ],
)
def test_a_wrong_call_is_told(ledger: Path, words: tuple[str, ...], told: str) -> None:
    given = words if "--ledger" in words else ("--ledger", str(ledger), *words)
    with _serve(*given) as serving:
        _, faults = serving.communicate(timeout=60)
    assert serving.returncode == 2
    assert told in faults
    assert "Traceback" not in faults


def test_a_port_that_is_taken_is_told(ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _serve("--ledger", str(ledger), "--port", str(port)) as serving:
            _, faults = serving.communicate(timeout=60)
    assert serving.returncode == 2
    assert "--port" in faults
