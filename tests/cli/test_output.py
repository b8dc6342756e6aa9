"""Tables, problems and progress, with and without a terminal."""

import sys

import pytest

from tallybook.cli.output import print_paragraph, print_problem, print_table, watched
from tallybook.model import Problem, Stage

ROWS = [["a1", "short", "the last column has prose that is longer than the terminal is wide"]]


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("tallybook.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("TERM", "dumb")


def test_a_table_without_a_terminal_is_plain_columns(capsys):
    print_table(["id", "word", "text"], [*ROWS, ["b2", "東京", "wide letters"]])
    assert capsys.readouterr().out.splitlines() == [
        "id  word   text",
        f"a1  short  {ROWS[0][2]}",
        "b2  東京   wide letters",
    ]


def test_a_table_on_a_terminal_keeps_to_its_width(capsys, terminal):
    print_table(["id", "word", "text"], ROWS)
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 50
    for word in ROWS[0][2].split():
        assert word in shown


def test_marks_of_rich_in_data_are_only_text(capsys, terminal):
    print_table(["id", "text"], [["a1", "[bold]30[/bold] [/] killed"]])
    assert "[bold]30[/bold] [/] killed" in capsys.readouterr().out


def test_a_paragraph_wraps_on_a_terminal_only(capsys, terminal):
    print_paragraph("word " * 30, "  ")
    assert all(len(line) <= 50 for line in capsys.readouterr().out.splitlines())


def test_a_problem_names_thing_reason_and_remedy(capsys):
    print_problem(Problem(Stage.READ, "a.txt", "is empty", "give it text"))
    assert capsys.readouterr().err == "tallybook: a.txt: is empty; give it text\n"


def test_progress_is_for_people_who_wait(capsys, monkeypatch):
    clock = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr("tallybook.cli.output.monotonic", lambda: next(clock))
    assert list(watched([1, 2, 3], "reports")) == [1, 2, 3]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    clock = iter([0.0, 0.5, 2.0, 3.0])
    assert list(watched([1, 2, 3], "reports")) == [1, 2, 3]
    assert capsys.readouterr().err == "\r2 reports \r\x1b[K\r3 reports \r\x1b[K"


def test_no_data_stands_behind_the_count(capsys, monkeypatch):
    clock = iter([0.0, 2.0, 3.0])
    monkeypatch.setattr("tallybook.cli.output.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    items = watched([1, 2], "reports")
    next(items)
    next(items)
    assert capsys.readouterr().err == "\r1 reports \r\x1b[K"
