"""HFM from Python: the numbers of its design, and the least prize for which an attack pays."""

from math import inf

import gymnasium
import pytest

import undermine


def test_coverage_of_the_design():
    needed = [undermine.hfm.coverage(s=s) for s in (8, 16, 32, 64)]
    assert [n.all for n in needed] == [85, 186, 400, 849] and needed[0].one == 69
    assert vars(undermine.hfm.coverage(n=85)) == {"one": 9, "all": 8}
    seen = undermine.hfm.coverage(n=85, s=8)
    assert 0.9999 <= seen.all <= seen.one <= 1


def test_detection_of_the_design():
    seen = undermine.hfm.detection(40, 12)
    assert (seen.inside, seen.border) == pytest.approx((0.9692, 0.9993), abs=5e-5)
    assert seen.apart == pytest.approx(1 - (1 - 1 / 144) ** 40)


def test_entry_is_where_revenue_is_cost():
    found = undermine.hfm.entry(1_000_000, mining=0.01, validating=1e-6)
    assert found.work == pytest.approx(1_000_000 / found.ranges + 2)
    cost = 0.01 + 1e-6 * found.work
    assert 280 / (1.02 * found.miners) < cost <= 280 / found.miners


def test_the_least_prize_is_where_attacks_begin_to_pay():
    model = {"alpha": 0.3, "gamma": 0, "c": 3, "groups": 1, "t": 0}
    low, high = undermine.break_even("hfm", of="v", width=1e-3, **model)
    assert 0 < high - low <= 1e-3 * high + 1e-9
    below, above = (undermine.attack("hfm", v=round(v, 3), **model) for v in (0.9 * low, 1.1 * high))
    assert below.optimum.upper < 0.3 + 2e-6 and above.optimum.lower > 0.3
    assert undermine.break_even("hfm", of="v", mu=0, **model)[1] == inf


def test_it_is_an_environment():
    env = gymnasium.make("undermine/Hfm-v0", alpha=0.3, gamma=0, c=2)
    _, info = env.reset(seed=1)
    for _ in range(50):
        *_, info = env.step(int(info["action_mask"].argmax()))
    env.close()


@pytest.mark.parametrize(
    "ask, line",
    [
        (lambda: undermine.hfm.coverage(s=0), "s is 0; allowed: 1 to 10000"),
        (lambda: undermine.hfm.coverage(n=-1), "n is -1; allowed: 0 to 1000000"),
        (lambda: undermine.hfm.entry(5, mining=0, validating=0), "mining is 0.0; allowed: above 0"),
        (lambda: undermine.hfm.entry(5, mining=1, validating=0, reading="some"), "reading is some; allowed: one, all"),
        (lambda: undermine.break_even("hfm", of="mu", alpha=0.3), "of is mu; allowed: alpha, v"),
        (lambda: undermine.break_even("nakamoto", of="v", alpha=0.3), "of is v; allowed: alpha, value with objective double-spend"),
        (
            lambda: undermine.break_even("hfm", alpha=0.3),
            "alpha is 0.3; allowed: only where the break-even is of another parameter",
        ),
        (lambda: undermine.break_even("hfm", of="v"), "alpha is None; allowed: a number, a fraction, or text such as 0.35 or 1/3"),
        (lambda: undermine.attack("hfm", alpha=0.3, v=-1), "v is -1; allowed: 0 to 1000000000, 3 decimals"),
    ],
)
def test_bad_input_is_a_line(ask, line):
    with pytest.raises(ValueError) as raised:
        ask()
    assert str(raised.value) == line
