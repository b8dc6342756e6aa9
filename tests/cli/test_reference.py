"""The page about the commands is what the commands say."""

from tools.command_reference import PAGE, reference


def test_the_reference_is_current():
    assert PAGE.read_text("utf-8") == reference(), "run `make docs`"


def test_every_command_of_the_design_is_there():
    page = reference()
    names = "add extract read tallies show claims explain changes demo eval doctor quantities"
    for name in (*names.split(), "attributions", "places"):
        assert f"## tallybook {name} " in page
