"""compare, and the picture of a policy that counts votes: what is drawn is what was told."""

from types import SimpleNamespace

import numpy as np
import pytest

import undermine
from undermine.plot_votes import letter


@pytest.fixture(scope="module")
def parallel():
    return undermine.attack("parallel", alpha=0.45, gamma=0, k=2, cutoff=4)


@pytest.fixture(scope="module")
def table():
    import pandas

    return pandas.concat(
        undermine.sweep("tailstorm", alpha=[0.3, 0.45], gamma=0, k=k, cutoff=4, reward=reward).assign(k=k, reward=reward)
        for k in (2, 3)
        for reward in ("constant", "discount")
    )


def test_a_curve_for_each_value_and_two_to_compare_with(table):
    figure = undermine.compare(table, curve="reward", columns="k")
    assert [panel.get_title(loc="left") for panel in figure.axes] == ["k = 2", "k = 3"]
    assert [text.get_text() for text in figure.legends[0].texts] == ["constant", "discount", "α", "α / (1 − α)"]
    for panel, k in zip(figure.axes, (2, 3)):
        honest, most, *curves = [line.get_ydata() for line in panel.lines]
        assert honest == pytest.approx([0.3, 0.45]) and most == pytest.approx([3 / 7, 9 / 11])
        for curve, reward in zip(curves, ("constant", "discount")):
            assert list(curve) == list(table[(table.k == k) & (table.reward == reward)].lower)


def test_panels_in_rows_and_another_axis(table):
    figure = undermine.compare(table, x="k", curve="reward", columns="alpha", rows="gamma")
    titles = [panel.get_title(loc="left") for panel in figure.axes]
    assert titles == ["α = 0.3, γ = 0", "α = 0.45, γ = 0"]
    assert list(figure.axes[1].lines[0].get_xdata()) == [2, 3]


def test_a_column_that_is_missing_is_named(table):
    with pytest.raises(ValueError, match="no column scheme; it has: alpha"):
        undermine.compare(table, curve="scheme", columns="k")
    with pytest.raises(ValueError, match="no rows"):
        undermine.compare(table[:0], curve="reward", columns="k")


def test_cells_are_divided_as_the_actions_are(parallel):
    figure = parallel.plot()
    frame = parallel.policy.frame()
    for panel in figure.axes:
        a, h = (int(part.split("=")[1]) for part in panel.get_title(loc="left").split(","))
        rows = frame[(frame.visits > 0) & (frame.a == a) & (frame.h == h)]
        cells = rows.groupby(["public votes", "own votes"])
        assert len(panel.patches) == cells.action.nunique().sum()
        assert sum(bar.get_width() for bar in panel.patches) == pytest.approx(0.92 * cells.ngroups)
        for (public, own), cell in cells:
            told = [
                text.get_text()
                for text in panel.texts
                if abs(text.get_position()[0] - public) < 0.5 and text.get_position()[1] == own
            ]
            shares = cell.groupby("action").visits.sum() / cell.visits.sum()
            assert sorted(told) == sorted(map(letter, shares.index[shares >= 0.1]))


def test_capitals_mine_on_own_votes_alone():
    assert letter("override prolong") == "O" and letter("override proceed") == "o"


@pytest.mark.parametrize("protocol", ["parallel", "simple-parallel", "tree-parallel", "dag-parallel", "tailstorm"])
def test_every_protocol_with_votes_has_a_picture_that_shows_all(protocol):
    figure = undermine.attack(protocol, alpha=0.45, gamma=0.5, k=3, cutoff=3).plot()
    figure.draw_without_rendering()
    drawn = [*figure.legends[0].texts, figure._suptitle, figure._supxlabel, figure._supylabel]
    for text in drawn:
        box = text.get_window_extent()
        assert figure.bbox.contains(box.x0, box.y0) and figure.bbox.contains(box.x1, box.y1), text
    shares = [float(text.get_text().rsplit(", ")[1].rstrip("%")) for text in figure.legends[0].texts]
    assert sum(shares) == pytest.approx(100, abs=0.1 * len(shares)) and np.min(shares) > 0


def test_a_learning_curve_lies_below_the_optimum():
    optimum = {"lower": 0.43017, "upper": 0.43018}
    earned = [0.35, 0.41, 0.43, 0.42]
    history = [SimpleNamespace(timesteps=1000 * i, exact=exact, optimum=optimum) for i, exact in enumerate(earned)]
    panel = undermine.learning_curve(history, honest=0.35, sm1=0.4).axes[0]
    assert panel.get_title(loc="left") == "best kept: 0.4300 after 2,000 steps"
    assert [text.get_text() for text in panel.texts] == ["optimum, certified 0.4302", "honest 0.3500", "sm1 0.4000"]
    top, curve, best, honest, sm1 = [list(line.get_ydata()) for line in panel.lines]
    assert (set(top), curve, best, set(honest), set(sm1)) == ({0.43018}, earned, [0.43], {0.35}, {0.4})


def test_where_no_table_fits_a_learning_curve_has_intervals():
    revenue = SimpleNamespace(mean=0.4, low=0.39, high=0.41)
    panel = undermine.learning_curve([SimpleNamespace(timesteps=10, exact=None, revenue=revenue)]).axes[0]
    assert list(panel.lines[0].get_ydata()) == [0.4] and panel.texts[:] == []
    (band,) = panel.collections
    assert sorted(set(band.get_paths()[0].vertices[:, 1])) == [0.39, 0.41]
    with pytest.raises(ValueError, match="^the history is empty; train first$"):
        undermine.learning_curve([])
