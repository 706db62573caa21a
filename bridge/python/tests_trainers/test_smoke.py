"""Trainers of Stable-Baselines3 accept the environment as it is. How well they learn is asked elsewhere."""

import warnings

import gymnasium
import numpy as np
import pytest
from sb3_contrib import MaskablePPO
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.env_checker import check_env

from undermine import registration

STEPS = 512


def make(**how):
    return gymnasium.make("undermine/Nakamoto-v0", alpha=0.4, gamma=0.5, **how)


def plays(model, env, **how):
    observation, info = env.reset(seed=1)
    for _ in range(50):
        masks = {"action_masks": env.unwrapped.action_masks()} if how.get("masked") else {}
        action, _ = model.predict(observation, deterministic=True, **masks)
        observation, reward, terminated, truncated, info = env.step(int(action))
        assert np.isfinite(reward)
        if terminated or truncated:
            observation, info = env.reset()


@pytest.mark.parametrize("learn", ["ratio", "termination", "episode"])
def test_ppo_without_masks(learn):
    env = make(learn=learn)
    model = PPO("MlpPolicy", env, n_steps=128, batch_size=64, seed=1, device="cpu").learn(STEPS)
    plays(model, make(learn=learn))


def test_maskable_ppo_takes_no_illegal_action():
    env = make(illegal="raise")
    model = MaskablePPO("MlpPolicy", env, n_steps=128, batch_size=64, seed=1, device="cpu").learn(STEPS)
    plays(model, make(illegal="raise"), masked=True)


def test_dqn_without_masks():
    model = DQN("MlpPolicy", make(), learning_starts=64, buffer_size=1000, seed=1, device="cpu").learn(STEPS)
    plays(model, make())


@pytest.mark.parametrize("protocol", registration.PROTOCOLS)
def test_stable_baselines_own_checker_has_nothing_to_say(protocol):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gymnasium.make(registration.id_of(protocol), alpha=0.3, gamma=0.5).unwrapped, warn=True)
