"""attack, sweep, break_even, evaluate: shapes as the interface promises, values as the papers print them."""

import json
from fractions import Fraction

import numpy as np
import pytest

import undermine

COLUMNS = ["alpha", "gamma", "lower", "upper", "ceiling", "honest", "states", "solve"]


def test_protocols():
    nakamoto = undermine.protocols()[0]
    assert set(nakamoto) == {"name", "parameters", "spaces", "policies", "ceiling", "source"}
    assert nakamoto["name"] == "nakamoto" and nakamoto["ceiling"] is True
    assert nakamoto["spaces"][0] == "withholding" and {"honest", "sm1"} <= set(nakamoto["policies"])


def test_a_result_has_the_shape_of_the_contract(small):
    told = small.json
    assert {"undermine", "protocol", "parameters", "attack", "alpha", "gamma", "model", "optimum"} <= set(told)
    assert {"ceiling", "honest", "seconds"} <= set(told) and "id" not in told
    assert set(told["model"]) == {"states", "choices", "outcomes", "digest"}
    assert set(told["optimum"]) == {"lower", "upper"} and set(told["seconds"]) == {"compile", "solve"}
    assert told["attack"] == {"space": "withholding", "cutoff": 12, "objective": "progress"}
    assert json.loads(json.dumps(told)) == told
    assert (small.alpha, small.gamma, small.protocol, small.parameters) == (0.35, 0.5, "nakamoto", {})
    assert small.optimum.lower == told["optimum"]["lower"] and small.model.digest.startswith("sha256:")
    assert small.seconds.compile > 0 and small.seconds.solve > 0
    assert "0.35" in repr(small)


def test_bounds_are_in_order(small):
    assert small.honest == pytest.approx(0.35, abs=1e-12)
    assert small.honest < small.optimum.lower <= small.optimum.upper <= small.optimum.lower + 1e-6
    assert small.optimum.lower <= small.ceiling < 0.4302


def test_one_third_is_one_third():
    thirds = [undermine.attack("nakamoto", alpha=a, gamma=0, cutoff=8) for a in (1 / 3, "1/3", Fraction(1, 3))]
    assert {r.alpha for r in thirds} == {1 / 3}
    assert len({r.optimum for r in thirds}) == 1


def test_fc16_at_gamma_zero():
    """Sapirshtein, Sompolinsky and Zohar, FC 2016, table 2."""
    result = undermine.attack("nakamoto", alpha=0.35, gamma=0, space="fc16", cutoff=75)
    assert result.optimum.lower == pytest.approx(0.37077, abs=1e-5)


def test_frame_has_a_row_for_each_state(small):
    frame = small.policy.frame()
    assert list(frame.columns) == ["a", "h", "lead", "relevant", "active", "action", "visits"]
    assert len(frame) == small.model.states
    assert set(frame.action) <= {"adopt", "override", "match", "wait"}
    assert frame.visits.sum() == pytest.approx(1) and (frame.visits >= 0).all()
    assert (frame.lead == frame.a - frame.h).all() and frame.a.dtype == np.int64
    assert (frame[frame.action == "override"].lead > 0).all()


def test_a_file_reads_back_as_it_was(small, tmp_path):
    small.save(tmp_path / "result.json")
    read = undermine.load(tmp_path / "result.json")
    assert read.json == small.json
    assert read.policy.frame().equals(small.policy.frame())
    read.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "result.json").read_bytes()
    changed = (tmp_path / "result.json").read_text().replace('"alpha":0.35', '"alpha":0.36')
    (tmp_path / "changed.json").write_text(changed)
    with pytest.raises(ValueError, match="has been changed since it was written"):
        undermine.load(tmp_path / "changed.json")


def test_sweep_is_a_row_a_point():
    table = undermine.sweep("nakamoto", alpha=[0.2, "1/3", 0.4], gamma=[0, 1], cutoff=12)
    assert list(table.columns) == COLUMNS
    assert list(zip(table.alpha, table.gamma)) == [(a, g) for a in (0.2, 1 / 3, 0.4) for g in (0, 1)]
    assert table.states.nunique() == 1
    assert (table.honest <= table.upper).all() and (table.lower <= table.ceiling).all()
    assert table.set_index(["alpha", "gamma"]).lower[0.2, 0] == pytest.approx(0.2)
    single = undermine.sweep("nakamoto", alpha=0.4, gamma=1, cutoff=12)
    assert single.lower[0] == table.lower.iloc[-1]


def test_sweep_takes_several_of_everything():
    table = undermine.sweep(["parallel", "simple-parallel"], k=[1, 2], cutoff=range(2, 4), alpha=[0.3, 0.4], gamma=0)
    assert list(table.columns) == ["protocol", "k", "cutoff", *COLUMNS] and len(table) == 16
    one = undermine.attack("simple-parallel", k=2, cutoff=3, alpha=0.4, gamma=0)
    assert table.lower.iloc[-1] == one.optimum.lower
    with pytest.raises(ValueError, match="nakamoto has no parameter k"):
        undermine.sweep(["nakamoto", "parallel"], k=2, alpha=0.3)
    assert len(undermine.sweep("separate-chains", powers=[2, 1], cutoff=2, alpha=0.3)) == 1


def test_objectives_that_are_not_about_revenue():
    spend = {"objective": "double-spend", "confirmations": 1, "space": "fc16", "cutoff": 12}
    low, high = undermine.break_even("nakamoto", of="value", alpha=0.2, gamma=0, **spend)
    assert 1.1 < low < high < 1.2
    best = [undermine.attack("nakamoto", alpha=0.2, gamma=0, value=v, **spend).optimum for v in (0, low - 0.01, high + 0.01)]
    assert best[1].lower == pytest.approx(best[0].lower, abs=1e-6) and best[2].lower > best[0].upper
    orphaned = undermine.attack("nakamoto", alpha=0.2, gamma=1, objective="orphaned", space="fc16", cutoff=20)
    assert orphaned.optimum.lower == pytest.approx(0.25, abs=1e-6) and orphaned.optimum.lower <= orphaned.ceiling


def test_break_even_of_papers():
    """Eyal and Sirer's 1/4 at gamma 1/2; at gamma 0 FC'16 moves 1/3 to .3294."""
    for gamma, known in [(0.5, 0.25), (0, 0.3294)]:
        low, high = undermine.break_even("nakamoto", gamma=gamma, cutoff=20)
        assert 0 < high - low <= 1e-4
        assert low - 2e-4 <= known <= high + 2e-4


def test_evaluate_agrees_with_the_exact_value(small, tmp_path):
    small.save(tmp_path / "result.json")
    for policy in ("honest", "sm1", small, tmp_path / "result.json", str(tmp_path / "result.json")):
        played = undermine.evaluate("nakamoto", policy, alpha=0.35, gamma=0.5, steps=200_000, seed=3, cutoff=12)
        assert played.revenue.low < played.exact < played.revenue.high, policy
        assert played.revenue.low < played.revenue.mean < played.revenue.high
        assert set(played.json) == {
            *("protocol", "parameters", "attack", "alpha", "gamma", "policy"),
            *("steps", "seed", "cutoffs", "revenue", "exact", "seconds"),
        }
    assert played.exact == pytest.approx(small.optimum.lower, abs=1e-9)
    assert played.json["policy"] == str(tmp_path / "result.json")


def test_evaluate_refuses_the_policy_of_another_model(small):
    with pytest.raises(ValueError, match="another model"):
        undermine.evaluate("nakamoto", small, alpha=0.35, gamma=0.5, cutoff=10)


@pytest.mark.parametrize(
    "ask, error, line",
    [
        (
            lambda: undermine.attack("nakamotto", alpha=0.3),
            ValueError,
            "unknown protocol nakamotto; did you mean nakamoto? (allowed: nakamoto, parallel, simple-parallel,"
            " tree-parallel, dag-parallel, tailstorm, ethereum-whitepaper, ethereum-byzantium, ghostdag,"
            " cumulative, leader-schedule, hfm, separate-chains, double-spend)",
        ),
        (lambda: undermine.attack("nakamoto", alpha=1.5), ValueError, "alpha is 1.5; allowed: 0 to 1"),
        (lambda: undermine.attack("nakamoto", alpha=float("nan")), ValueError, "alpha is NaN; allowed: 0 to 1"),
        (lambda: undermine.attack("nakamoto", alpha=0.3, gamma=2), ValueError, "gamma is 2.0; allowed: 0 to 1"),
        (lambda: undermine.attack("nakamoto", alpha=0.3, k=3), ValueError, "nakamoto has no parameter k; it has: none"),
        (
            lambda: undermine.evaluate("nakamoto", "sm2", alpha=0.3, cutoff=8),
            ValueError,
            "unknown policy sm2; did you mean sm1? (allowed: honest, sm1, get-ahead)",
        ),
        (lambda: undermine.break_even("nakamoto", width=0), ValueError, "width is 0.0; allowed: 1.0E-6 to 1"),
        (lambda: undermine.load("/nonexistent"), FileNotFoundError, "[Errno 2] No such file or directory: '/nonexistent'"),
        (lambda: undermine.load("/etc/hostname"), ValueError, "/etc/hostname is not a result file: no JSON, or cut off"),
    ],
)
def test_java_errors_are_python_errors_with_the_same_line(ask, error, line):
    with pytest.raises(error) as raised:
        ask()
    assert str(raised.value) == line
    assert raised.value.__cause__ is None and raised.value.__suppress_context__ or error is FileNotFoundError


def test_a_result_cannot_be_saved_nowhere(small):
    with pytest.raises(FileNotFoundError):
        small.save("/nonexistent/result.json")


def test_out_of_memory_is_a_memory_error():
    import subprocess
    import sys

    code = """
import undermine
try:
    undermine.attack("nakamoto", alpha=0.3, space="fc16", cutoff=800)
except MemoryError as e:
    print("MemoryError", e)
except ValueError as e:
    print("ValueError", e)
print(undermine.protocols()[0]["name"])
"""
    import os

    environment = {**os.environ, "UNDERMINE_JAVA_OPTIONS": "-Xmx64m"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    first, last = said.stdout.splitlines()
    assert first.startswith(("MemoryError Java heap space", "ValueError cutoff is 800")) and last == "nakamoto"


@pytest.mark.parametrize("how", [{}, {"space": "fc16"}, {"space": "aft20"}, {"space": "free", "own": "ignored"}], ids=str)
def test_plot_is_a_figure(how, tmp_path):
    result = undermine.attack("nakamoto", alpha=0.35, gamma=0.5, cutoff=6, **how)
    figure = result.plot()
    figure.savefig(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 10_000
    if how.get("space") != "free":
        titles = [panel.get_title() for panel in figure.axes]
        assert titles == ["irrelevant", "relevant", "active"]
        assert figure.axes[0].get_xlabel().startswith("h,") and figure.axes[0].get_ylabel().startswith("a,")
