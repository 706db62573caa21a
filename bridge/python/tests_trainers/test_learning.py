"""How well MaskablePPO learns with the settings recommended, beside the certified optimum.

All fifteen trainings, in some minutes:
./undermine python --with trainers -m pytest -m slow bridge/python/tests_trainers/test_learning.py
"""

import numpy as np
import pytest
import torch
from sb3_contrib import MaskablePPO
from stable_baselines3.common.vec_env import VecNormalize

import undermine
from undermine.sb3 import RevenueCallback, VecEnv, recommended

STEPS = 500_000
NEAR = 0.005  # of the optimum


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def trained(alpha: float, seed: int, steps: int):
    """The best of the evaluations."""
    envs = VecEnv("nakamoto", num_envs=256, alpha=alpha, gamma=0.5)
    watch = RevenueCallback("nakamoto", alpha=alpha, gamma=0.5, every=25_000, steps=1_000)
    MaskablePPO(env=envs, seed=seed, **recommended()).learn(steps, callback=watch)
    envs.close()
    return watch.best


def test_it_comes_near_the_optimum():
    best = trained(0.4, seed=0, steps=STEPS)
    assert (1 - NEAR) * best.optimum["upper"] <= best.exact <= best.optimum["upper"]


@pytest.mark.slow
@pytest.mark.parametrize("alpha", [0.35, 0.4, 0.45])
@pytest.mark.parametrize("seed", range(5))
def test_it_comes_near_the_optimum_with_every_seed(alpha, seed):
    best = trained(alpha, seed, STEPS)
    print(f"alpha {alpha}, seed {seed}: {best.exact:.6f} of {best.optimum['upper']:.6f} after {best.timesteps:,} steps")
    assert (1 - NEAR) * best.optimum["upper"] <= best.exact <= best.optimum["upper"]


def test_what_was_trained_on_normalised_observations_is_asked_about_such():
    where = {"alpha": 0.4, "gamma": 0.5, "cutoff": 10}
    envs = VecNormalize(VecEnv("nakamoto", num_envs=64, **where))
    model = MaskablePPO("MlpPolicy", envs, n_steps=32, batch_size=512, seed=1, device="cpu").learn(8192)

    def by_hand(seen, masks):
        return model.predict(envs.normalize_obs(seen), action_masks=masks, deterministic=True)[0]

    def raw(seen, masks):
        return model.predict(seen, action_masks=masks, deterministic=True)[0]

    earned, expected, other = [undermine.learned("nakamoto", policy, **where) for policy in (model, by_hand, raw)]
    assert earned.earns == pytest.approx(expected.earns, abs=1e-12)
    taken, wanted, else_taken = [learned.policy.frame().action for learned in (earned, expected, other)]
    assert (taken == wanted).all() and np.any(taken != else_taken)
    envs.close()
