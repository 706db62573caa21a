"""Training in the JVM, asked for from Python."""

import pytest

import undermine

HERE = {"alpha": 0.45, "gamma": 0.5, "cutoff": 5}


def test_trains_and_says_how_near_it_came(tmp_path):
    path = tmp_path / "agent.zip"
    found = undermine.train("nakamoto", "q", steps=3_000_000, seed=1, path=path, **HERE)
    assert found.steps >= 3_000_000 and found.agent == "q"
    assert found.honest + 0.05 < found.exact <= found.optimum["upper"]
    assert found.gap == pytest.approx(found.optimum["upper"] - found.exact)
    assert max(point.exact for point in found.history) == found.exact
    assert undermine.evaluate("nakamoto", path, steps=1_000, **HERE).exact == pytest.approx(found.exact, abs=1e-12)
    undermine.learning_curve(found.history, honest=found.honest).savefig(tmp_path / "curve.png")


def test_for_a_range(tmp_path):
    path = tmp_path / "agent.zip"
    found = undermine.train("nakamoto", alpha=(0.2, 0.45), gamma=(0, 1), cutoff=4, steps=1, path=path)
    assert found.alpha == [0.2, 0.45] and {point["alpha"] for point in found.points} >= {0.2, 0.45}
    agent = undermine.load(path, alpha=0.3, gamma=0.5)
    assert agent.training["agent"] == "ppo"


@pytest.mark.parametrize(
    "options, line",
    [
        ({"agent": "dqm"}, "dqn"),
        ({"alpha": (0.4, 0.2)}, "0.4"),
        ({"seconds": 0}, "seconds is 0"),
        ({"gamma": "half"}, "gamma is half"),
    ],
)
def test_bad_input_is_one_line(options, line):
    with pytest.raises(ValueError) as refused:
        undermine.train("nakamoto", **({"alpha": 0.4, "steps": 10} | options))
    assert line in str(refused.value) and "\n" not in str(refused.value)
