"""Drawing beside the server: as drawn here, after a fault too, and given up where it takes long."""

import pytest
from tests.charts.tallies import rivals
from tests.charts.test_chart_spec import spec_of

from tallybook.charts import Drawer, NotDrawn, draw_svg, drawer, library_version
from tallybook.charts.worker import answer

pytest.importorskip("vl_convert", reason="the extra tallybook[plot] is not installed")


def test_it_draws_what_is_drawn_here_also_after_a_fault():
    beside = Drawer()
    spec = spec_of(rivals())
    try:
        assert beside.svg(spec) == draw_svg(spec)
        with pytest.raises(NotDrawn, match="cannot be drawn"):
            beside.svg({"layer": "no layers"})
        assert beside.png(spec).startswith(b"\x89PNG")
    finally:
        beside.close()


def test_what_takes_too_long_is_given_up():
    beside = Drawer(longest=0.01)
    try:
        with pytest.raises(NotDrawn, match="not drawn in time"):
            beside.library()
    finally:
        beside.close()


def test_without_a_process_it_draws_here(monkeypatch):
    def refused(*_, **__):
        raise OSError("no process")

    monkeypatch.setattr(drawer.subprocess, "Popen", refused)
    assert Drawer().svg(spec_of(rivals())).startswith("<svg")


@pytest.mark.parametrize("line", ["", "{}", '{"form": "gif"}', '{"form": "svg"}'])
def test_a_worker_answers_what_it_cannot_draw(line):
    assert '"fault"' in answer(line)


def test_the_library_has_a_version():
    assert library_version() == library_version()
