"""What is measured instead of solved: networks, miners, consistency, and one number four ways."""

import pytest

import undermine


def test_a_network_earns_what_the_model_says():
    told = undermine.simulate("nakamoto", "sm1", alpha=0.4, topology="gamma:0.5", activations=100_000, seed=2)
    attacker = next(node["revenue"] for node in told["nodes"] if node["attacker"])
    exact = undermine.evaluate("nakamoto", "sm1", alpha=0.4, gamma=0.5, steps=1000).exact
    assert attacker["low"] <= exact <= attacker["high"]
    assert told["gamma"]["low"] <= 0.5 <= told["gamma"]["high"]


def test_honest_nodes_earn_their_power():
    told = undermine.simulate("parallel", k=3, topology="clique:4", activations=30_000)
    for node in told["nodes"]:
        assert node["revenue"]["low"] <= 0.25 <= node["revenue"]["high"]


def test_four_ways_meet(tmp_path):
    frame = undermine.four_ways("nakamoto", "sm1", alpha=0.4, gamma=0.5, steps=50_000, activations=50_000, blocks=150, seed=3)
    assert list(frame.way) == ["dice", "network", "wire"]
    played = frame[frame.way != "wire"]
    assert (played.low <= played.exact).all() and (played.exact <= played.high).all()
    wire = frame[frame.way == "wire"].iloc[0]
    width = wire.high - wire.low  # the wire's luck is real: 99 % would be missed now and then
    assert wire.low - width / 2 <= wire["mean"] <= wire.high + width / 2
    undermine.agreement(frame).savefig(tmp_path / "ways.png")


def test_consistency_is_bounded():
    frame = undermine.consistency(k=5, alpha=0.25, delay=1, interval=600, runs=2000)
    assert len(frame) == 1 and frame["bk.low"][0] <= frame["bound"][0]


@pytest.mark.parametrize(
    "ask, line",
    [
        (lambda: undermine.simulate("nakamoto", topology="ring:1"), "topology"),
        (lambda: undermine.simulate("nakamot"), "unknown protocol nakamot; did you mean nakamoto?"),
        (lambda: undermine.live("sm1", alpha=2), "alpha is 2; allowed: 0 to 1"),
    ],
    ids=["topology", "protocol", "alpha"],
)
def test_bad_input_is_one_line(ask, line):
    with pytest.raises(ValueError) as refused:
        ask()
    assert str(refused.value).startswith(line) and "\n" not in str(refused.value)
