"""The marks of known gaps: put where a case fails, taken where it passes, and strict."""

from tools.known_gaps import gaps, marked

from tallybook.evaluate.cases import load_cases

RIGHT = """[[case]]
id = "right"
text = '''Twelve miners were killed.'''
[[case.claim]]
words = "Twelve miners"
low = 12
high = 12
form = "exact"
measure = "killed"
"""
WRONG = RIGHT.replace('"right"', '"wrong"').replace("Twelve", "Twenty")


def test_what_fails_is_marked_with_what_is_not_read(tmp_path):
    path = tmp_path / "cases.toml"
    path.write_text(RIGHT + "\n" + WRONG, encoding="utf-8")
    failing = gaps(tmp_path)
    assert list(failing) == ["wrong"]
    assert "killed [12, 12]" in failing["wrong"]
    path.write_text(marked(path.read_text("utf-8"), failing), encoding="utf-8")
    assert [case.xfail for case in load_cases(tmp_path)] == [None, failing["wrong"]]


def test_a_mark_goes_with_the_gap(tmp_path):
    text = RIGHT.replace('id = "right"', 'id = "right"\nxfail = "once too hard"')
    assert marked(text, {}) == RIGHT


def test_marking_twice_changes_nothing():
    once = marked(RIGHT + WRONG, {"wrong": "not read"})
    assert marked(once, {"wrong": "not read"}) == once
