"""What trained policies earn: a policy that decides in Python beside the same one in the JVM."""

import gymnasium
import numpy as np
import pandas
import pytest

import undermine
from undermine.evaluation import next_legal

ADOPT, OVERRIDE, MATCH, WAIT = range(4)
WHERE = {"alpha": 0.4, "gamma": 0.5}


def sm1(seen, masks):
    a, h = seen[:, 0], seen[:, 1]
    wanted = np.select([h > a, (a == h) & (h >= 1), (a == h + 1) & (h >= 1)], [ADOPT, MATCH, OVERRIDE], WAIT)
    legal = np.take_along_axis(masks, wanted[:, None], axis=1)[:, 0] > 0
    return np.where(legal, wanted, np.where(masks[:, WAIT] > 0, WAIT, OVERRIDE))


def test_a_function_earns_what_the_named_policy_earns():
    theirs = undermine.evaluate("nakamoto", "sm1", **WHERE)
    ours = undermine.evaluate("nakamoto", sm1, **WHERE, steps=300_000)
    assert ours.exact == pytest.approx(theirs.exact, abs=1e-12)
    assert ours.revenue.low <= theirs.exact <= ours.revenue.high
    assert ours.optimum["lower"] - 1e-6 <= ours.exact + ours.gap <= ours.optimum["upper"] + 1e-6 and ours.gap > 0


def test_the_optimal_policy_has_no_gap(small):
    frame = small.policy.frame()
    best = {tuple(row[:5]): row.action for row in frame[["a", "h", "lead", "relevant", "active", "action"]].itertuples(index=False)}
    names = ["adopt", "override", "match", "wait"]

    def optimal(seen, masks):
        return np.array([names.index(best[tuple(row)]) for row in seen.tolist()])

    found = undermine.evaluate("nakamoto", optimal, alpha=0.35, gamma=0.5, cutoff=12, steps=100_000)
    assert found.gap <= 2e-6 and found.exact == pytest.approx(small.optimum.lower, abs=1e-6)
    assert found.revenue.low <= found.exact <= found.revenue.high


def test_what_is_learned_is_told_state_by_state(small):
    where = {"alpha": 0.35, "gamma": 0.5, "cutoff": 12}
    learned = undermine.learned("nakamoto", sm1, **where)
    named = undermine.evaluate("nakamoto", "sm1", **where, steps=1_000)
    assert learned.earns == pytest.approx(named.exact, abs=1e-12)
    assert learned.optimum.lower == pytest.approx(small.optimum.lower, abs=2e-6) and learned.honest == pytest.approx(0.35)
    frame, best = learned.policy.frame(), small.policy.frame()
    pandas.testing.assert_frame_equal(frame[["a", "h", "relevant"]], best[["a", "h", "relevant"]])
    assert set(frame.action[(frame.h > frame.a) & (frame.visits > 0)]) == {"adopt"} and frame.visits.sum() == pytest.approx(1)
    assert f"earns {named.exact:.4f}" in learned.plot()._suptitle.get_text()
    with pytest.raises(MemoryError, match="^the table of parallel would be too large; say a lesser cutoff$"):
        undermine.learned("parallel", sm1, alpha=0.35, k=8)


@pytest.mark.parametrize("make", [gymnasium.make, gymnasium.make_vec])
def test_an_environment_says_what_it_is(make):
    env = make("undermine/Nakamoto-v0", **WHERE, cutoff=10)
    by_env = undermine.evaluate(env, "honest", steps=10_000)
    by_id = undermine.evaluate("undermine/Nakamoto-v0", "honest", **WHERE, cutoff=10, steps=10_000)
    assert by_env.exact == pytest.approx(0.4) and by_env.json["attack"] == by_id.json["attack"]
    assert by_env.json["revenue"] == by_id.json["revenue"]
    env.close()


def test_where_no_table_fits_dice_alone_tell():
    found = undermine.evaluate("parallel", lambda seen, masks: masks.argmax(axis=1), **WHERE, k=8, steps=2_000)
    assert found.exact is None and found.gap is None and found.revenue.low <= found.revenue.high


def test_illegal_actions_become_the_next_legal_one():
    masks = np.array([[0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 1, 0]], np.int8)
    np.testing.assert_array_equal(next_legal([2, 1, 2], masks), [3, 0, 2])


def test_bad_input_is_one_line():
    env = gymnasium.make("undermine/Nakamoto-v0", alpha=(0.2, 0.4), gamma=0.5)
    with pytest.raises(ValueError, match=r"^alpha is \(0.2, 0.4\); say at which alpha to evaluate, 0 to 1$"):
        undermine.evaluate(env, "honest")
    with pytest.raises(ValueError, match="policy is 3"):
        undermine.evaluate("nakamoto", 3, **WHERE)
    with pytest.raises(ValueError, match="steps is 5"):
        undermine.evaluate("nakamoto", sm1, **WHERE, steps=5)
    env.close()
