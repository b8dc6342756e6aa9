"""Where days and counts stand, and what is written beside them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.charts.options import Scale
from tallybook.charts.scales import count_scale, time_scale
from tallybook.charts.text_size import balanced, shortened, text_width, wrapped
from tallybook.errors import UsageError

NEWS = date(2031, 3, 1)


def counts(figures, asked=Scale.AUTO, lane=0.0):
    return count_scale(figures, asked, 400.0, lane=lane, headroom=40.0)


@pytest.mark.parametrize(
    ("figures", "is_log"),
    [
        ([30, 300, 3000, 36, 99], True),
        ([128, 141, 193, 204], False),
        ([1000 + 180 * n for n in range(1500)], False),
        ([0, 0, 0], False),
        ([0, 5], False),
        ([1, 1000], True),
    ],
)
def test_the_scale_is_logarithmic_where_figures_lie_far_apart(figures, is_log):
    assert counts([float(one) for one in figures]).is_log is is_log


figures = st.lists(st.just(0.0) | st.floats(0.01, 1e12), min_size=1, max_size=20)


@given(figures, st.sampled_from(Scale), st.sampled_from([0.0, 46.0]))
def test_every_figure_stands_in_the_plot_and_in_order(found, asked, lane):
    scale = counts(found, asked, lane)
    heights = [scale.at(one) for one in sorted(found)]
    assert all(-1e-6 <= at <= 400 - lane + 1e-6 for at in heights)
    assert heights == sorted(heights, reverse=True)
    ticks = scale.ticks()
    assert ticks == sorted(set(ticks))
    assert all(-1e-6 <= scale.at(tick) <= 400 - lane + 1e-6 for tick in ticks)
    gaps = [scale.at(low) - scale.at(high) for low, high in pairwise(ticks)]
    assert all(gap >= 14 - 1e-6 for gap in gaps)


@given(figures, st.sampled_from(Scale), st.floats(0, 400))
def test_a_height_is_a_count_and_back(found, asked, pixels):
    scale = counts(found, asked)
    assert scale.at(scale.count_at(pixels)) == pytest.approx(pixels, abs=1e-3)


def test_what_lies_close_together_need_not_begin_at_zero():
    assert counts([178.0, 204.0]).floor == 160.0
    assert counts([20.0, 204.0]).floor == 0.0
    assert counts([11000.0]).floor == 0.0


@pytest.mark.parametrize("span", [1, 2, 7, 12, 40, 100, 300, 800, 1500, 4000, 30000])
def test_labels_of_days_do_not_touch(span):
    scale = time_scale([NEWS, NEWS + timedelta(days=span - 1)], None, 700.0)
    at = [scale.at(moment) for moment, _ in scale.ticks()]
    assert at, "no label"
    assert all(right - left >= 50 for left, right in pairwise(at))
    assert all(0 <= each <= 700 for each in at)


def test_the_year_is_told_once():
    days = [date(2030, 12, 30), date(2031, 1, 3)]
    labels = [label for _, label in time_scale(days, None, 700.0).ticks()]
    assert labels[0] == ["30 Dec", "2030"]
    assert labels[1:3] == [["31 Dec"], ["1 Jan", "2031"]]


def test_what_has_no_day_stands_before_all_that_have():
    scale = time_scale([None, NEWS, NEWS], NEWS, 700.0)
    assert scale.noon_at(None) < scale.noon_at(NEWS)
    assert scale.ticks()[0][1] == ["undated"]


def test_no_day_is_made_up_where_nothing_has_one():
    assert [label for _, label in time_scale([None], None, 700.0).ticks()] == [["undated"]]


def test_time_goes_to_the_day_as_of_which_it_is():
    assert time_scale([NEWS], NEWS + timedelta(days=9), 700.0).last == NEWS + timedelta(days=9)


@given(st.text(max_size=200), st.floats(40, 400))
def test_wrapped_lines_are_narrow_and_lose_nothing(words, width):
    for lines in (wrapped(words, 12, width), balanced(words, 12, width)):
        assert "".join("".join(lines).split()) == "".join(words.split())
        assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)


def test_what_is_cut_says_so():
    assert shortened("Ministry of Health in Sanaa", 12, 80).endswith("…")
    assert shortened("HUR", 12, 80) == "HUR"


@pytest.mark.parametrize("day", [date.max, date.min, date(3000, 1, 1)])
def test_a_day_that_none_can_show_is_told(day: date) -> None:
    with pytest.raises(UsageError, match=str(day)):
        time_scale([NEWS, day], None, 600.0)
    with pytest.raises(UsageError, match=str(day)):
        time_scale([NEWS], day, 600.0)
