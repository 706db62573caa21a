"""Two policies have the revenue that is known exactly, whoever steps them and however a learner would be paid."""

import gymnasium
import numpy as np
import pytest
from exactness import ENVIRONMENTS, SHARES, UNIFORM, interval, optimal, options, played, uniform

from undermine.registration import id_of

HORIZON = 1000  # what an episode's end cuts off is worth less than that much of the revenue
STEPS = 1500

WAYS = {
    "rules": {},
    "rules, 2 threads, same step": {"threads": 2, "autoreset_mode": "SameStep"},
    "table": {"table": True},
    "table, same step": {"table": True, "autoreset_mode": "SameStep"},
}


@pytest.fixture(scope="module")
def optima():
    return {which: optimal(*which) for which in UNIFORM}


def policy_of(which, kind, optima):
    return optima[which] if kind == "optimal" else (uniform(), UNIFORM[which])


EVERY = [(which, learn) for which in UNIFORM for learn in ("ratio", "termination", "episode") if learn == "ratio" or which[0] == "nakamoto"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["uniform", "optimal"])
@pytest.mark.parametrize("which, learn", EVERY, ids=str)
def test_it_earns_what_it_earns_exactly(which, kind, way, learn, optima):
    policy, exact = policy_of(which, kind, optima)
    how = {"learn": learn, "horizon": HORIZON, **WAYS[way], **options(*which), **SHARES}
    envs = gymnasium.make_vec(id_of(which[0]), num_envs=ENVIRONMENTS, **how)
    mean, half = played(envs, policy, STEPS)
    envs.close()
    assert abs(mean - exact) < half < 0.03


@pytest.mark.parametrize("spin", [False, True])
@pytest.mark.parametrize("kind", ["uniform", "optimal"])
def test_so_it_does_one_step_at_a_time(kind, spin, optima):
    which = ("nakamoto", 1, 8)
    policy, exact = policy_of(which, kind, optima)
    env = gymnasium.make(id_of(which[0]), horizon=300, spin=spin, **options(*which), **SHARES)
    episodes = []
    for number in range(40):
        seen, info = env.reset(seed=9 if number == 0 else None)
        over = False
        while not over:
            (action,) = policy(seen[None], info["action_mask"][None])
            seen, _, terminated, truncated, info = env.step(action)
            over = terminated or truncated
        episodes.append((info["attacker_reward"], info["progress"]))
    env.close()
    mean, half = interval(*np.array(episodes).T)
    assert abs(mean - exact) < half < 0.05
