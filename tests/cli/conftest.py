"""A ledger with a few claims in it, and a way to run commands."""

from datetime import date

import pytest
from tests.readings import reading
from typer.testing import CliRunner

from tallybook.cli.main import app
from tallybook.store import Ledger


@pytest.fixture
def filled(tmp_path):
    """The path of a ledger that holds three reports."""
    path = tmp_path / "tallybook.db"
    with Ledger(str(path), create=True) as ledger:
        ledger.add(
            reading(
                "HUR said 30 soldiers died.",
                publisher="The Gazette",
                published=date(2024, 12, 16),
                path="gazette.txt",
            )
        )
        ledger.add(
            reading(
                "HUR said 30 soldiers had died in all.",
                publisher="The Herald",
                published=date(2024, 12, 17),
            )
        )
        ledger.add(
            reading(
                "HUR said 300 soldiers died.",
                publisher="The Gazette",
                published=date(2024, 12, 18),
            )
        )
    return path


@pytest.fixture
def run():
    """Runs a command and gives its result."""

    def invoke(*arguments, env=None, stdin=None):
        return CliRunner().invoke(app, [str(each) for each in arguments], env=env, input=stdin)

    return invoke
