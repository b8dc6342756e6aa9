"""Long lists show their ends, and say how much lies between."""

from __future__ import annotations

import pytest

from tallybook.cli.eliding import print_rows
from tallybook.cli.output import print_line


def printed(capsys, number, *, whole=False):
    print_rows([str(each) for each in range(number)], print_line, whole=whole)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("number", [0, 1, 30])
def test_a_short_list_is_whole(capsys, number):
    assert printed(capsys, number) == [str(each) for each in range(number)]


def test_a_long_one_shows_the_first_and_the_newest(capsys):
    lines = printed(capsys, 1620)
    assert lines[:6] == ["0", "1", "2", "3", "4", "  … and 1,600 more (--all shows them)"]
    assert lines[6:] == [str(each) for each in range(1605, 1620)]


def test_all_are_shown_where_asked_for(capsys):
    assert len(printed(capsys, 1620, whole=True)) == 1620
